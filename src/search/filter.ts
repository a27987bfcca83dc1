import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Where } from 'payload'
import { WEEK_MS } from '../lib/time/units'
import { narrowQuery, type SearchFilters, searchQuery, WEEK } from './terms/query'
import { USUAL_LAG, weekOf } from './terms/terms'

/** The text of a search, by the SQL in its filter. A filter from outside cannot contain SQL. */
const searches = new WeakMap<object, string>()

/** The query for one week: replaces the placeholder `#` with the week. */
export const queryOfWeek = (query: SQL | string): SQL =>
  sql`replace(${query}, ${WEEK}, weekly.week)::tsquery`

/**
 * A filter that finds calls by typed text. Payload turns it into SQL together with other filters, so it
 * works everywhere. Lists sorted newest first are faster, see `withCallSearch`.
 */
export const searchFilter = (text: string): Where => {
  const query = searchQuery(text)
  if (query === null) return { id: { in: [] } }
  const ids = sql`
    select found.call_id from call_search_weeks weekly
    cross join lateral call_search_week(weekly.week, ${queryOfWeek(query)}) found`
  searches.set(ids, text)
  const where: Where = {}
  Reflect.set(where, 'id', { in: [ids] })
  return where
}

const searchIn = (condition: Where): string | undefined => {
  const values: unknown = Object.keys(condition).length === 1 ? condition.id : undefined
  const [value, ...others]: unknown[] = Array.from(Object(Object(values).in))
  return others.length === 0 ? searches.get(Object(value)) : undefined
}

const isBranch = (key: string) => ['and', 'or'].includes(key.toLowerCase())

// The admin wraps its filters in an `or` with a single branch.
const holdsAll = (key: string, branches: readonly Where[]): boolean =>
  key.toLowerCase() === 'and' || (key.toLowerCase() === 'or' && branches.length === 1)

/** The conditions of a filter that must all hold. */
export const conditionsIn = (where: Where): Where[] => {
  const entries = Object.entries(where)
  const [[key, value] = ['', undefined]] = entries
  if (entries.length === 1 && Array.isArray(value) && holdsAll(key, value)) {
    return value.flatMap(conditionsIn)
  }
  return entries.some(([key]) => isBranch(key))
    ? [where]
    : entries.map(([key, value]) => ({ [key]: value }))
}

const FILTERED = ['client', 'customerPhone', 'endedGroup', 'outcome'] as const

const isText = (value: unknown): value is string => typeof value === 'string'

/** The values that a condition allows for a field; an empty list if that is unknown. */
const valuesOf = (condition: unknown): readonly string[] => {
  const { equals, in: among }: { equals?: unknown; in?: unknown } = Object(condition)
  if (isText(equals)) return [equals]
  return Array.isArray(among) && among.every(isText) ? among : []
}

const filtersIn = (conditions: readonly Where[]): SearchFilters =>
  Object.fromEntries(
    FILTERED.map((field) => [
      field,
      conditions
        .map(({ [field]: condition }) => valuesOf(condition))
        .find(({ length }) => length > 0) ?? [],
    ]),
  )

/** A range of weeks, both ends included; null means unbounded. */
export type Weeks = { from: null | string; to: null | string }

const LOWER = ['equals', 'greater_than', 'greater_than_equal']
const UPPER = ['equals', 'less_than', 'less_than_equal']
const USUAL_LAG_MS = USUAL_LAG * WEEK_MS

const weeksIn = (conditions: readonly Where[], field: string): Weeks => {
  const bounds = (operators: readonly string[], lagMs = 0) =>
    conditions
      .flatMap(({ [field]: condition }) =>
        operators.map((operator): unknown => Reflect.get(Object(condition), operator)),
      )
      .map((value) => new Date(isText(value) ? value : Number.NaN).getTime() + lagMs)
      .filter((time) => !Number.isNaN(time))
      .map((time) => weekOf(new Date(time)))
      .sort()
  const lag = field === 'startedAt' ? USUAL_LAG_MS : 0
  return { from: bounds(LOWER).at(-1) ?? null, to: bounds(UPPER, lag).at(0) ?? null }
}

/** A search, with the other conditions of its filter. */
export type Search = {
  query: string
  /** The weeks in which matching calls can have been reported. */
  reported: Weeks
  /** The other conditions. */
  rest: Where
  /** Outside these weeks, only calls that were reported late can match. */
  started: Weeks
}

const NEWEST_FIRST = ['-reportedAt', '-reportedAt,-id']

/** True for the sort order newest first, by report time. It is the default without an order. */
export const isNewestFirst = (sort: unknown): boolean =>
  NEWEST_FIRST.includes([sort ?? NEWEST_FIRST[0]].flat().join())

const searchesIn = (where: Where): number => {
  const within = Object.values(where).flatMap((value) =>
    Array.isArray(value) ? value.map((each) => searchesIn(Object(each))) : [],
  )
  return within.reduce((sum, each) => sum + each, searchIn(where) === undefined ? 0 : 1)
}

/**
 * True if a filter has no search, or exactly one, and that one is among the conditions that must all
 * hold.
 */
export const isOneSearch = (where: Where): boolean =>
  searchesIn(where) === 0 || (searchesIn(where) === 1 && searchOf(where) !== undefined)

/** The one search among the conditions of a filter that must all hold; undefined without exactly one. */
export const searchOf = (where: undefined | Where): Search | undefined => {
  const conditions = conditionsIn(where ?? {})
  const [text, ...others] = conditions.map(searchIn).filter((each) => each !== undefined)
  const query = text === undefined || others.length > 0 ? null : searchQuery(text)
  if (query === null) return undefined
  const rest = conditions.filter((condition) => searchIn(condition) === undefined)
  return {
    query: narrowQuery(query, filtersIn(rest)),
    reported: weeksIn(rest, 'reportedAt'),
    rest: { and: rest },
    started: weeksIn(rest, 'startedAt'),
  }
}
