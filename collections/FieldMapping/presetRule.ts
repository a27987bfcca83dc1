import type { GlobalBeforeChangeHook } from 'payload'
import { readDeskMapping } from '../../src/fields/stored'
import { DEFAULT_RULE, type FollowUpRule, tidyRule } from '../../src/vapi/followUpRule'

/**
 * Makes the to-do rule of clients that have chosen none: the default one, with the outcomes that staff marked as to
 * do. Null without any.
 */
export const presetRule: GlobalBeforeChangeHook = ({ data }) => {
  const marked = readDeskMapping(data.mapping).outcomes.filter(({ followUp }) => followUp)
  const outcomes = [...DEFAULT_RULE.outcomes, ...marked.map(({ key }) => key)]
  const rule: FollowUpRule | null =
    marked.length === 0 ? null : tidyRule({ ...DEFAULT_RULE, outcomes })
  return { ...data, followUpRule: rule }
}
