import type { CollectionBeforeChangeHook } from 'payload'
import { refusal } from '../../../src/refusals/refusals'
import { editedFields } from './editedFields'

const instantOf = (value: unknown): number =>
  typeof value === 'string' || value instanceof Date ? new Date(value).getTime() : Number.NaN

/**
 * Refuses a form that was opened before a report changed the call. A form sends all its fields, and the
 * `updatedAt` of when it was opened. Saved over the newer report, old values that nobody typed would become
 * permanent edits. API clients that send only some fields do not send `updatedAt`.
 * @throws {Refusal} CHANGED_MEANWHILE
 */
export const refuseStale: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) => {
  if (operation !== 'update') return data
  const isOlder = instantOf(data.updatedAt) < instantOf(originalDoc?.updatedAt)
  if (isOlder && editedFields(data, originalDoc).length > 0) throw refusal('CHANGED_MEANWHILE')
  return data
}
