import type { FieldHook, JSONFieldValidation } from 'payload'
import { ENDED_GROUPS } from '../../../src/vapi/endedReason'
import { followUpRuleSchema, tidyRule } from '../../../src/vapi/followUpRule'

/** The JSON schema of a rule, for the API's documentation. */
export const FOLLOW_UP_RULE = {
  properties: {
    endings: { items: { enum: [...ENDED_GROUPS], type: 'string' }, type: 'array' },
    outcomes: { items: { type: 'string' }, type: 'array' },
  },
  required: ['outcomes', 'endings'],
  type: ['object', 'null'],
}

/** Accepts a rule, or null for the default one. */
export const validateFollowUpRule: JSONFieldValidation = (value) => {
  if (value === null || value === undefined) return true
  return followUpRuleSchema.safeParse(value).success
    ? true
    : 'Expected {"outcomes": […], "endings": […]} with known endings.'
}

/** Stores outcomes as ingest compares them: without case, and with one space between words. */
export const tidyFollowUpRule: FieldHook = ({ value }) => {
  const rule = followUpRuleSchema.safeParse(value).data
  return rule ? tidyRule(rule) : value
}
