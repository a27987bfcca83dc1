import { z } from 'zod'
import { ENDED_GROUPS } from './endedReason'

/** Which calls are put on the to-do list: by outcome, without case, or by how they ended. */
export const followUpRuleSchema = z.strictObject({
  endings: z.array(z.enum(ENDED_GROUPS)).max(ENDED_GROUPS.length),
  outcomes: z.array(z.string().trim().min(1).max(200)).max(50),
})

export type FollowUpRule = z.infer<typeof followUpRuleSchema>

/** The rule of clients that have chosen none: callers who asked to be called back, and transfers that rang out. */
export const DEFAULT_RULE: FollowUpRule = {
  endings: ['transfer_failed'],
  outcomes: ['callback requested', 'callback_requested', 'callback-requested'],
}

/** A stored rule; the default one for null. Anything else opens nothing. */
export const readRule = (value: unknown): FollowUpRule => {
  if (value === null || value === undefined) return DEFAULT_RULE
  return followUpRuleSchema.safeParse(value).data ?? { endings: [], outcomes: [] }
}
