import type { FlattenedField, PayloadRequest, SanitizedCollectionConfig, Where } from 'payload'
import { columnOf } from '../database/lists/columns'

const OPERATORS = new Set([
  'contains',
  'equals',
  'exists',
  'greater_than',
  'greater_than_equal',
  'in',
  'less_than',
  'less_than_equal',
  'like',
  'not_equals',
  'not_in',
  'not_like',
])

const isCondition = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every((operator) => OPERATORS.has(operator))

type Asked = { config: SanitizedCollectionConfig; req: PayloadRequest; where: undefined | Where }

const mayRead = async (field: FlattenedField, req: PayloadRequest): Promise<boolean> => {
  if (('hidden' in field && field.hidden) || !columnOf(field)) return false
  const access = 'access' in field ? field.access?.read : undefined
  return !access || (await access({ req }))
}

/**
 * Whether a filter asks for nothing but the collection's own columns, and only for those that this person
 * may read. Payload's own check asks the access of every field of the collection each time, to look up
 * one; whatever is not as plain as this is left to it.
 */
export const isPlainFilter = async ({ config, req, where }: Asked): Promise<boolean> => {
  for (const [key, value] of Object.entries(where ?? {})) {
    if (Array.isArray(value)) {
      if (key !== 'and' && key !== 'or') return false
      for (const each of value) {
        if (typeof each !== 'object' || each === null) return false
        if (!(await isPlainFilter({ config, req, where: each }))) return false
      }
      continue
    }
    if (!isCondition(value)) return false
    const field = config.flattenedFields.find(({ name }) => name === key)
    if (key !== 'id' && !(field && (await mayRead(field, req)))) return false
  }
  return true
}
