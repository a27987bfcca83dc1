import type { Where } from 'payload'
import { isObject, isWhere } from '../lib/values'

/** The column of `call_summaries` with the values of own fields. */
export const OWN_FIELDS = 'fields'

const RANGES = {
  greater_than: '>',
  greater_than_equal: '>=',
  less_than: '<',
  less_than_equal: '<=',
} as const

type RangeOperator = keyof typeof RANGES

const isRange = (operator: string): operator is RangeOperator => Object.hasOwn(RANGES, operator)

/** The operators that the index of own fields answers. */
const BY_INDEX = new Set(['equals', 'in'])
const BY_ROW = new Set([
  ...Object.keys(RANGES),
  'contains',
  'exists',
  'like',
  'not_equals',
  'not_in',
])

/** Each value of a list is looked up in the index by itself, as a text, a number and an amount. */
const MAX_VALUES = 100

const PATH = /^fields(?:\.|__)([a-z][a-zA-Z0-9_]{0,39})$/
const LEADS_IN = /^fields(?:\.|__|$)/

/** Whether a path is that of the own fields, or leads into them. */
export const isOwnFieldPath = (path: string): boolean => LEADS_IN.test(path)

/** The key in a path such as `fields.nights` or `fields__nights`; undefined for anything else. */
export const ownFieldKey = (path: string): string | undefined => PATH.exec(path)?.[1]

const NUMBER = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/
const YES_NO = /^(?:true|false)$/
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z?)?$/

const isAbsent = (value: unknown): value is 'null' | null => value === null || value === 'null'

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : String(value).split(',')

const isScalar = (value: unknown): boolean =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && !value.includes('\u0000'))

/**
 * Whether an operator can take a value: equality a text, a number, yes/no or null for no value; lists at most 100 of
 * these; ranges a number, or a date as it is stored; words a text.
 */
export const fitsOwnField = (operator: string, value: unknown): boolean => {
  if (operator === 'exists') return YES_NO.test(String(value)) && isScalar(value)
  if (operator === 'in' || operator === 'not_in') {
    const values = listOf(value)
    return values.length <= MAX_VALUES && !isObject(value) && values.every(isScalar)
  }
  if (operator === 'like' || operator === 'contains') {
    return typeof value === 'string' && isScalar(value)
  }
  if (isRange(operator)) {
    return typeof value === 'string'
      ? NUMBER.test(value) || DATE.test(value)
      : typeof value === 'number' && isScalar(value)
  }
  return (operator === 'equals' || operator === 'not_equals') && isScalar(value)
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The values that a call can have stored: what a URL says is always a text. */
const storedAs = (value: unknown): unknown[] => {
  if (typeof value === 'number') return [value, { amount: value }]
  if (typeof value !== 'string') return [value]
  if (NUMBER.test(value)) return [value, Number(value), { amount: Number(value) }]
  return YES_NO.test(value) ? [value, value === 'true'] : [value]
}

type Condition = {
  /** The column as SQL. */
  column: string
  key: string
  operator: string
  value: unknown
}

type Place = Pick<Condition, 'column' | 'key'>

const exists = ({ column, key }: Place, condition?: string): string => {
  const path = `$.${JSON.stringify(key)}${condition === undefined ? '' : ` ? (${condition})`}`
  return `jsonb_path_exists(${column}, ${quoted(path)})`
}

const isMissing = (place: Place): string => `(${exists(place)} is not true)`

const equals = (place: Place, value: unknown): string[] =>
  isAbsent(value)
    ? [isMissing(place)]
    : storedAs(value).map(
        (each) => `${place.column} @> ${quoted(JSON.stringify({ [place.key]: each }))}::jsonb`,
      )

const isAnyOf = (place: Place, values: readonly unknown[]): string => {
  const each = values.flatMap((value) => equals(place, value))
  return each.length > 0 ? `(${each.join(' or ')})` : 'false'
}

/** Texts sort like dates. A date without a time means the whole day: what is after it is after that day. */
const inRange = (operator: RangeOperator, value: unknown): string => {
  const sign = RANGES[operator]
  if (typeof value === 'number' || NUMBER.test(String(value))) {
    return `@ ${sign} ${value} || @.amount ${sign} ${value}`
  }
  const isFromEnd = operator === 'greater_than' || operator === 'less_than_equal'
  return `@ ${sign} ${JSON.stringify(isFromEnd ? `${value}~` : value)}`
}

const hasText = (place: Place, text: string): string =>
  exists(place, `@ like_regex ${JSON.stringify(text)} flag "iq"`)

/**
 * The condition on one own field. Equality with a value uses the index `call_summaries_fields_idx`; everything else
 * looks at each call.
 * @returns SQL without parameters: everything from the request is quoted
 * @throws for what `fitsOwnField` refuses beforehand
 */
export const filterOwnField = ({ operator, value, ...place }: Condition): string => {
  switch (operator) {
    case 'contains':
      return hasText(place, String(value))
    case 'equals':
      return isAnyOf(place, [value])
    case 'exists':
      return String(value) === 'true' ? exists(place) : isMissing(place)
    case 'in':
      return isAnyOf(place, listOf(value))
    case 'like': {
      const words = String(value).split(/\s+/).filter(Boolean)
      return words.map((word) => hasText(place, word)).join(' and ') || 'true'
    }
    case 'not_equals':
      return `(${isAnyOf(place, [value])} is not true)`
    case 'not_in':
      return `(${isAnyOf(place, listOf(value))} is not true)`
    default:
      if (isRange(operator)) return exists(place, inRange(operator, value))
      throw new Error('No such filter on an own field')
  }
}

/** Whether own fields can be filtered by this operator. */
export const isOwnFieldOperator = (operator: string): boolean =>
  BY_INDEX.has(operator) || BY_ROW.has(operator)

const looksAtRows = (path: string, condition: object): boolean =>
  ownFieldKey(path) === undefined ||
  Object.entries(condition).some(
    ([operator, value]) =>
      !BY_INDEX.has(operator) || (operator === 'in' ? listOf(value) : [value]).some(isAbsent),
  )

/** Whether a filter has a condition on own fields that no index answers, at any depth. */
export const hasUnindexedOwnField = (where: Where): boolean =>
  Object.entries(where).some(([key, value]) =>
    Array.isArray(value)
      ? value.some((each) => isWhere(each) && hasUnindexedOwnField(each))
      : isOwnFieldPath(key) && looksAtRows(key, Object(value)),
  )

/**
 * The same filter with one operator for each condition on an own field. Payload takes only the first operator of a
 * condition within JSON.
 */
export const splitOwnFields = (where: Where): Where => {
  const rest: Where = {}
  const parts: Where[] = []
  for (const [key, value] of Object.entries(where)) {
    if (Array.isArray(value)) {
      rest[key] = value.map((each) => (isWhere(each) ? splitOwnFields(each) : each))
    } else if (isOwnFieldPath(key) && isObject(value)) {
      for (const [operator, operand] of Object.entries(value)) {
        parts.push({ [key]: { [operator]: operand } })
      }
    } else rest[key] = value
  }
  if (parts.length === 0) return rest
  return { and: [...(Object.keys(rest).length > 0 ? [rest] : []), ...parts] }
}
