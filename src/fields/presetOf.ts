import { DEFAULT_RULE, type FollowUpRule, tidyRule } from '../vapi/followUpRule'
import type { Outcome } from '../vapi/mapping/mapping'

/**
 * The to-do rule of clients that have chosen none: the default one, with the outcomes that staff marked as to do.
 * Null without any.
 */
export const presetOf = (
  outcomes: readonly Pick<Outcome, 'followUp' | 'key'>[],
): FollowUpRule | null => {
  const marked = outcomes.filter(({ followUp }) => followUp).map(({ key }) => key)
  if (marked.length === 0) return null
  return tidyRule({ ...DEFAULT_RULE, outcomes: [...DEFAULT_RULE.outcomes, ...marked] })
}
