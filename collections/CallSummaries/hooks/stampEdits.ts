import { isDeepStrictEqual } from 'node:util'
import type { CollectionBeforeChangeHook } from 'payload'
import { MERGED_FIELDS } from '../../../src/vapi/merge'

const said = (value: unknown): unknown => value ?? null

/**
 * Notes when a person changed a field, so that a report from before that moment, replayed or late,
 * does not undo the edit.
 */
export const stampEdits: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) => {
  if (operation === 'create') {
    return { ...data, reportedAt: data.reportedAt ?? new Date().toISOString() }
  }
  const edited = MERGED_FIELDS.filter(
    (field) => field in data && !isDeepStrictEqual(said(data[field]), said(originalDoc?.[field])),
  )
  if (edited.length === 0) return data
  const now = Date.now()
  return {
    ...data,
    fieldTimes: {
      ...originalDoc?.fieldTimes,
      ...Object.fromEntries(edited.map((field) => [field, now])),
    },
  }
}
