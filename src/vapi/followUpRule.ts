import { z } from 'zod'
import { ENDED_GROUPS } from './endedReason'

/** Which calls are put on the to-do list: by outcome, however it is spelled, or by how they ended. */
export const followUpRuleSchema = z.strictObject({
  endings: z.array(z.enum(ENDED_GROUPS)).max(ENDED_GROUPS.length),
  outcomes: z.array(z.string().trim().min(1).max(200)).max(50),
})

export type FollowUpRule = z.infer<typeof followUpRuleSchema>

/**
 * An outcome as a rule names it: case, and what separates words, do not matter.
 * @example
 * outcomeKey(' Callback_Requested') // 'callback requested'
 */
export const outcomeKey = (outcome: string): string =>
  outcome
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()

/** The rule of clients that have chosen none: callers who asked to be called back, and transfers that rang out. */
export const DEFAULT_RULE: FollowUpRule = {
  endings: ['transfer_failed'],
  outcomes: ['callback requested', 'callback'],
}

const NOTHING: FollowUpRule = { endings: [], outcomes: [] }

/** A rule as it is stored: each outcome by its key, and everything once. */
export const tidyRule = ({ endings, outcomes }: FollowUpRule): FollowUpRule => ({
  endings: [...new Set(endings)],
  outcomes: [...new Set(outcomes.map(outcomeKey))].filter(Boolean),
})

/** A stored rule; the default one for null. Anything else opens nothing. */
export const readRule = (value: unknown): FollowUpRule => {
  if (value === null || value === undefined) return DEFAULT_RULE
  const rule = followUpRuleSchema.safeParse(value).data
  return rule ? tidyRule(rule) : NOTHING
}
