import { is, SQL } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, FlattenedField, Payload, Where } from 'payload'
import { z } from 'zod'
import { fitsOwnField, isOwnFieldPath, OWN_FIELDS, ownFieldKey } from '../../fields/filterOwnFields'
import { validOperatorSet } from '../../payload/shared'

const CALLS: CollectionSlug = 'call-summaries'

type Collections = Payload['collections']
type Target = {
  field: FlattenedField | undefined
  /** Whether the rest of the path leads into a JSON document. */
  inJSON: boolean
  isID: boolean
}
type Condition = Target & { operator: string }

const LISTS = ['in', 'not_in']
const EQUAL = ['equals', 'not_equals']
const PATTERNS = ['contains', 'like', 'not_like']
// Payload's adapter for PostgreSQL supports these for points only, and no field here is one.
const UNKNOWN = ['all', 'intersects', 'near', 'within']
const KNOWN: ReadonlySet<string> = validOperatorSet
const IN_JSON = [...LISTS, ...EQUAL, 'exists', 'like', 'not_like']

// Objects that are not plain, such as SQL and dates, come from the desk or Payload, not from a request.
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [null, Object.prototype].includes(Object.getPrototypeOf(value)) &&
  typeof Reflect.get(value, 'type') !== 'symbol'

const isNothing = (value: unknown) => value === null || value === '' || value === 'null'
const isTime = (value: unknown) =>
  (typeof value === 'string' || typeof value === 'number' || value instanceof Date) &&
  !Number.isNaN(new Date(value).getTime())
const idSchema = z.guid()
const isID = (value: unknown) => idSchema.safeParse(value).success

const isChoice = (value: unknown, options: readonly ({ value: string } | string)[]) =>
  options.some((option) => (typeof option === 'string' ? option : option.value) === value)

const isOfField = (value: unknown, { field, isID: namesID, operator }: Condition): boolean => {
  if (isPlain(value) || Array.isArray(value)) return false
  if (typeof value === 'string' && value.includes('\u0000')) return false
  if (operator === 'exists' || isNothing(value)) return true
  // Payload parses it as a date even when it is a pattern.
  if (PATTERNS.includes(operator)) return field?.type !== 'date' || isTime(value)
  if (typeof value === 'symbol' || is(value, SQL)) return true
  if (namesID) return isID(value)
  switch (field?.type) {
    case 'checkbox':
      return /^(?:true|false)$/i.test(String(value))
    case 'date':
      return isTime(value)
    case 'number':
      return !Number.isNaN(Number(value))
    case 'radio':
    case 'select':
      return isChoice(value, field.options)
    case 'relationship':
      return Array.isArray(field.relationTo) || isID(value)
    default:
      return true
  }
}

/**
 * The values of a condition: one, or several for an operator that takes a list. Like Payload, it splits a
 * text for such an operator at commas.
 * @returns undefined if the operator cannot take the value
 */
const valuesOf = (
  value: unknown,
  { field, inJSON, operator }: Condition,
): undefined | unknown[] => {
  if (Array.isArray(value)) {
    const isList = LISTS.includes(operator)
    return isList || (field?.type === 'relationship' && EQUAL.includes(operator))
      ? value
      : undefined
  }
  if (!LISTS.includes(operator)) return [value]
  if (typeof value === 'string') {
    return field?.type === 'json' && !inJSON ? undefined : value.split(',')
  }
  return typeof value === 'number' ? [value] : undefined
}

const fits = (value: unknown, condition: Condition): boolean => {
  const { field, inJSON, operator } = condition
  // Payload ignores such a condition: a delete with this filter would delete everything.
  if (!KNOWN.has(operator)) return false
  if (UNKNOWN.includes(operator) || (inJSON && !IN_JSON.includes(operator))) return false
  if (field?.type === 'relationship') {
    // Their values are more than one id. Payload checks them, and clients have no such fields.
    if (Array.isArray(field.relationTo) || (field.hasMany && operator === 'contains')) return true
  }
  if (PATTERNS.includes(operator) && typeof value !== 'string' && field?.type !== 'number') {
    return false
  }
  return valuesOf(value, condition)?.every((each) => isOfField(each, condition)) ?? false
}

const targetOf = (
  [name, ...rest]: string[],
  fields: readonly FlattenedField[],
  collections: Collections,
): Target => {
  const field = fields.find((each) => each.name === name)
  const target = { field, inJSON: false, isID: name === 'id' && rest.length === 0 }
  if (!field || rest.length === 0) return target
  if (field.type === 'json' || field.type === 'richText') return { ...target, inJSON: true }
  if ('flattenedFields' in field) return targetOf(rest, field.flattenedFields, collections)
  return field.type === 'relationship' && typeof field.relationTo === 'string'
    ? targetOf(rest, collections[field.relationTo].config.flattenedFields, collections)
    : target
}

type Filter = { collection: CollectionSlug; collections: Collections; where: undefined | Where }

/**
 * Finds the first condition with a value that its field cannot have: one that is not a time, not an id, or
 * not among the field's options. Unknown fields are left to Payload.
 * @returns the path of that condition; undefined if all values fit
 */
export const misfitIn = ({ collection, collections, where }: Filter): string | undefined => {
  const { flattenedFields } = collections[collection].config
  for (const [key, value] of Object.entries(where ?? {})) {
    if (Array.isArray(value) && /^(?:and|or)$/i.test(key)) {
      for (const each of value) {
        const misfit = isPlain(each) ? misfitIn({ collection, collections, where: each }) : key
        if (misfit !== undefined) return misfit
      }
      continue
    }
    const conditions = Object.entries(Object(value))
    if (collection === CALLS && isOwnFieldPath(key) && key !== OWN_FIELDS) {
      const isFit =
        isPlain(value) &&
        ownFieldKey(key) !== undefined &&
        conditions.every(([operator, operand]) => fitsOwnField(operator, operand))
      if (!isFit) return key
      continue
    }
    const target = targetOf(key.replaceAll('__', '.').split('.'), flattenedFields, collections)
    const isFit = conditions.every(([operator, operand]) => fits(operand, { ...target, operator }))
    if (!isFit) return key
  }
  return undefined
}

const LONG: FlattenedField['type'][] = ['code', 'json', 'richText', 'textarea']
// The data that agents extract is short, and can be filtered in no other way.
const SEARCHED_BY_PATH = ['structuredData', OWN_FIELDS]

const isLong = ({ field, inJSON }: Target): boolean =>
  field !== undefined &&
  LONG.includes(field.type) &&
  !(inJSON && SEARCHED_BY_PATH.includes(field.name))

type PathTraits = { inJSON: boolean; isLong: boolean }

const escapePatterns = (where: Where, traitsOf: (path: string) => PathTraits): Where =>
  Object.fromEntries(
    Object.entries(where).map(([key, value]): [string, Where[string]] => {
      if (Array.isArray(value)) {
        return [key, value.map((each) => (isPlain(each) ? escapePatterns(each, traitsOf) : each))]
      }
      if (!isPlain(value) || !PATTERNS.some((operator) => operator in value)) return [key, value]
      const { inJSON, isLong: long } = traitsOf(key)
      if (long) throw new LongText()
      const escaped = Object.entries(value).map(([operator, operand]) =>
        PATTERNS.includes(operator) && typeof operand === 'string' && !inJSON
          ? [operator, operand.replace(/[\\%_]/g, '\\$&')]
          : [operator, operand],
      )
      return [key, Object.fromEntries(escaped)]
    }),
  )

/** A filter looks for a pattern in texts that may be long, row by row. */
export class LongText extends Error {
  override name = 'LongText'
}

/**
 * Escapes the patterns of a filter, so that they match literally: Payload passes `%` and `_` on to
 * PostgreSQL, where they are wildcards.
 * @throws {LongText} for a pattern in a long text
 */
export const withPlainPatterns = ({
  collection,
  collections,
  where,
}: Filter): undefined | Where => {
  const { flattenedFields } = collections[collection].config
  if (!where) return where
  return escapePatterns(where, (path) => {
    const target = targetOf(path.replaceAll('__', '.').split('.'), flattenedFields, collections)
    return { inJSON: target.inJSON, isLong: isLong(target) }
  })
}
