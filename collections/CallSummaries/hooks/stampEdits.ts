import type { CollectionBeforeChangeHook } from 'payload'
import {
  EDITABLE_FIELDS,
  type EditableField,
  heldFields,
  withoutHeld,
} from '../../../src/vapi/merge'
import { evidenceBeside } from '../../../src/vapi/reread'
import { editedFields } from './editedFields'

const stamp = (fields: readonly EditableField[]) => {
  const now = new Date().toISOString()
  return Object.fromEntries(fields.map((field) => [field, now]))
}

const SAYS_NOTHING = /^(null|false|""|\[\]|\{\})$/

/** Whether a call that is created over the API has a value for a field. Reports may fill in the others. */
const isGiven = (field: EditableField, value: unknown): boolean =>
  !(field === 'endedGroup' && value === 'unknown') &&
  !SAYS_NOTHING.test(JSON.stringify(value ?? null))

/**
 * Records which fields a person set, and when. Reports, replays and reading again do not change them until they
 * are given back.
 */
export const stampEdits: CollectionBeforeChangeHook = ({ data, operation, originalDoc, req }) => {
  if (operation === 'create') {
    const given = req.user ? EDITABLE_FIELDS.filter((field) => isGiven(field, data[field])) : []
    return {
      ...data,
      edits: given.length > 0 ? stamp(given) : null,
      reportedAt: data.reportedAt ?? new Date().toISOString(),
    }
  }
  const edited = editedFields(data, originalDoc)
  if (edited.length === 0) return data
  const edits = { ...originalDoc?.edits, ...stamp(edited) }
  const held = heldFields(edits)
  return {
    ...data,
    // The source describes the reported number, not one that a person set.
    ...(edited.includes('customerPhone') && { customerPhoneSource: null }),
    edits,
    evidence: evidenceBeside(originalDoc?.evidence ?? null, held),
    fieldTimes: withoutHeld(originalDoc?.fieldTimes, held),
  }
}
