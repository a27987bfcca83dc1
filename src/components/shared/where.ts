import type { Where } from 'payload'
import { isObject, isWhere } from '../../lib/values'

/** One comparison of a filter: `{ isActive: { equals: 'true' } }`. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>

/** One comparison, or several that all have to match, such as the two ends of a day. */
export type Conditions = Condition | readonly Condition[]

const isList = (conditions: Conditions): conditions is readonly Condition[] =>
  Array.isArray(conditions)

const partsOf = (conditions: Conditions): readonly Condition[] =>
  isList(conditions) ? conditions : [conditions]

const onlyKey = (value: Record<string, unknown>): string | undefined => {
  const [key, ...more] = Object.keys(value)
  return more.length === 0 ? key : undefined
}

const OWN_FIELD = 'fields.'

/** Conditions on own fields apart from what they are joined to: each with one operator. */
const apart = (part: Where): Where[] => {
  const own = Object.entries(part).filter(([key]) => key.startsWith(OWN_FIELD))
  if (own.length === 0) return [part]
  const rest = Object.fromEntries(
    Object.entries(part).filter(([key]) => !key.startsWith(OWN_FIELD)),
  )
  const each = own.flatMap(([key, tests]) =>
    Object.entries(Object(tests)).map(
      ([operator, value]): Where => ({ [key]: { [operator]: value } }),
    ),
  )
  return [...(Object.keys(rest).length > 0 ? [rest] : []), ...each]
}

/**
 * Joins conditions on own fields to that on the client. Payload's filter builder shows the first key of a condition,
 * and fails at one that starts with a field it does not know.
 */
const joined = (group: readonly Where[]): Where[] => {
  const own = group.filter((part) => onlyKey(part)?.startsWith(OWN_FIELD))
  const client = group.find((part) => onlyKey(part) === 'client')
  if (own.length === 0 || !client) return [...group]
  const whole: Where = { ...client }
  for (const part of own) {
    for (const [key, tests] of Object.entries(part)) {
      whole[key] = { ...Object(whole[key]), ...Object(tests) }
    }
  }
  return group.flatMap((part) => {
    if (part === client) return [whole]
    return own.includes(part) ? [] : [part]
  })
}

/** Splits a filter into Payload's groups: one of the groups has to match, with all its parts. */
const rawGroups = (where: undefined | Where): Where[][] => {
  if (!where || Object.keys(where).length === 0) return [[]]
  const key = onlyKey(where)
  if (key === 'and' && Array.isArray(where.and)) return [where.and.filter(isWhere)]
  if (key === 'or' && Array.isArray(where.or)) {
    const groups = where.or
      .filter(isWhere)
      .map((group) =>
        onlyKey(group) === 'and' && Array.isArray(group.and) ? group.and.filter(isWhere) : [group],
      )
    return groups.length > 0 ? groups : [[]]
  }
  return [[where]]
}

const groupsOf = (where: undefined | Where): Where[][] =>
  rawGroups(where).map((group) => group.flatMap(apart))

const whereOf = (groups: readonly Where[][]): undefined | Where => {
  const filled = groups.filter((group) => group.length > 0)
  return filled.length > 0 ? { or: filled.map((group) => ({ and: joined(group) })) } : undefined
}

/** Whether two conditions are equal. One may come from the URL, where all values are texts. */
const isSame = (part: Where, condition: Condition): boolean => {
  const field = onlyKey(part)
  const wanted = field === undefined ? undefined : condition[field]
  const tests: unknown = field === undefined ? undefined : part[field]
  if (!wanted || !isObject(tests)) return false
  const operator = onlyKey(tests)
  const value = operator === undefined ? undefined : wanted[operator]
  return operator !== undefined && value !== undefined && String(tests[operator]) === String(value)
}

const isOneOf = (part: Where, conditions: readonly Condition[]): boolean =>
  conditions.some((condition) => isSame(part, condition))

type Change = {
  condition: Conditions
  /** All conditions of the same quick filter. Only one of them is active at a time. */
  siblings: readonly Conditions[]
  where: undefined | Where
}

/** Adds a quick filter's condition to each group of the filter, in place of its siblings. */
export const withCondition = ({ condition, siblings, where }: Change): undefined | Where =>
  whereOf(
    groupsOf(where).map((group) => [
      ...group.filter((part) => !isOneOf(part, [...siblings, condition].flatMap(partsOf))),
      ...partsOf(condition),
    ]),
  )

/**
 * Removes a quick filter's conditions from the filter. Other conditions are kept. A group that had nothing
 * else is removed.
 */
export const withoutCondition = ({
  siblings,
  where,
}: Omit<Change, 'condition'>): undefined | Where =>
  whereOf(
    groupsOf(where).map((group) =>
      group.filter((part) => !isOneOf(part, siblings.flatMap(partsOf))),
    ),
  )

/** Removes what a filter says about the own fields of a client, which mean nothing without it. */
export const withoutOwnFields = (where: undefined | Where): undefined | Where =>
  whereOf(
    groupsOf(where).map((group) => group.filter((part) => !onlyKey(part)?.startsWith(OWN_FIELD))),
  )

/** Sets what a filter says about one field, in each group; without conditions, it says nothing about it. */
export const withField = ({
  conditions,
  field,
  where,
}: {
  conditions: readonly Condition[]
  field: string
  where: undefined | Where
}): undefined | Where =>
  whereOf(
    groupsOf(where).map((group) => [
      ...group.filter((part) => onlyKey(part) !== field),
      ...conditions,
    ]),
  )

/** The value of the first condition on a field with this operator, as text. Empty if there is none. */
export const valueIn = (where: undefined | Where, field: string, operator: string): string => {
  const [first = []] = groupsOf(where)
  for (const part of first) {
    const tests: unknown = onlyKey(part) === field ? part[field] : undefined
    const value = isObject(tests) ? tests[operator] : undefined
    if (typeof value === 'string' || typeof value === 'number') return String(value)
  }
  return ''
}

type Choice = { condition: Conditions; value: string }

/** The value of the choice that is active in every group, with all its parts. Null if there is none. */
export const activeValue = (
  choices: readonly Choice[],
  where: undefined | Where,
): null | string => {
  const groups = groupsOf(where)
  const active = choices.find(({ condition }) =>
    groups.every((group) =>
      partsOf(condition).every((wanted) => group.some((part) => isSame(part, wanted))),
    ),
  )
  return active?.value ?? null
}

/** The value that a field has to equal in every group of a filter. Null if there is none. */
export const equalIn = (where: undefined | Where, field: string): null | string => {
  const [first = []] = groupsOf(where)
  const choices = first.flatMap((part): { condition: Condition; value: string }[] => {
    const tests: unknown = onlyKey(part) === field ? part[field] : undefined
    if (!isObject(tests) || onlyKey(tests) !== 'equals' || typeof tests.equals !== 'string')
      return []
    return [{ condition: { [field]: { equals: tests.equals } }, value: tests.equals }]
  })
  return activeValue(choices, where)
}

/** Whether a filter mentions a field, at any depth. */
export const mentionsField = (where: unknown, field: string): boolean => {
  if (Array.isArray(where)) return where.some((part) => mentionsField(part, field))
  if (!isObject(where)) return false
  return Object.entries(where).some(
    ([key, value]) =>
      key === field || ((key === 'and' || key === 'or') && mentionsField(value, field)),
  )
}
