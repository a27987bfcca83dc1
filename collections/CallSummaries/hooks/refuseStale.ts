import type { CollectionBeforeChangeHook } from 'payload'
import { refusal } from '../../../src/refusals/refusals'
import { editedFields } from './editedFields'

const instantOf = (value: unknown): number =>
  typeof value === 'string' || value instanceof Date ? new Date(value).getTime() : Number.NaN

/**
 * Refuses a whole call that was read before a report changed it. A form sends all its fields, with the
 * `updatedAt` that it was opened with: written over the newer report, what nobody typed would become what
 * a person set, for good. Whoever sends only fields that they mean sends no `updatedAt`.
 * @throws CHANGED_MEANWHILE
 */
export const refuseStale: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) => {
  if (operation !== 'update') return data
  const isOlder = instantOf(data.updatedAt) < instantOf(originalDoc?.updatedAt)
  if (isOlder && editedFields(data, originalDoc).length > 0) throw refusal('CHANGED_MEANWHILE')
  return data
}
