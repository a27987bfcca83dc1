import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Where } from 'payload'
import { WEEK_MS } from '../lib/time/units'
import { narrowQuery, type SearchFilters, searchQuery, WEEK } from './terms/query'
import { USUAL_LAG, weekOf } from './terms/terms'

/** What is searched for by a filter that is SQL: nobody outside can make one. */
const searches = new WeakMap<object, string>()

/** Makes the query of one week out of the one in which `#` stands for it. */
export const queryOfWeek = (query: SQL | string): SQL =>
  sql`replace(${query}, ${WEEK}, weekly.week)::tsquery`

/**
 * The filter that finds calls by what somebody typed. Payload makes SQL of it like of any other, beside
 * whatever else: that is right everywhere. Lists newest first do better, see `withCallSearch`.
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

// The admin's own filters come in an `or` of one.
const holdsAll = (key: string, branches: readonly Where[]): boolean =>
  key.toLowerCase() === 'and' || (key.toLowerCase() === 'or' && branches.length === 1)

/** The conditions that all have to hold. */
const conditionsIn = (where: Where): Where[] => {
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

/** The values that a condition leaves a field: none where that is not known. */
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

/** Weeks, from one on and up to another; null: without a bound. */
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

/** A search, and all that is asked beside it. */
export type Search = {
  query: string
  /** The weeks that have any. */
  reported: Weeks
  rest: Where
  /** The weeks that have others than those that started in one week and were reported in another. */
  started: Weeks
}

const NEWEST_FIRST = ['-reportedAt', '-reportedAt,-id']

/** Whether a list in that order, if any, is one that goes by when calls were reported. */
export const isNewestFirst = (sort: unknown): boolean =>
  NEWEST_FIRST.includes([sort ?? NEWEST_FIRST[0]].flat().join())

const searchesIn = (where: Where): number => {
  const within = Object.values(where).flatMap((value) =>
    Array.isArray(value) ? value.map((each) => searchesIn(Object(each))) : [],
  )
  return within.reduce((sum, each) => sum + each, searchIn(where) === undefined ? 0 : 1)
}

/** Whether a filter with a search has one only, and that one among the conditions that all have to hold. */
export const isOneSearch = (where: Where): boolean =>
  searchesIn(where) === 0 || (searchesIn(where) === 1 && searchOf(where) !== undefined)

/** Finds the one search among the conditions of a filter that all have to hold, if it has one. */
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
