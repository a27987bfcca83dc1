import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Where } from 'payload'
import { searchQuery, WEEK } from '../search/query'
import { weekOf } from '../search/terms'

/** What is searched for by a filter that is SQL: nobody outside can make one. */
const searches = new WeakMap<object, string>()

/** Makes the query of one week out of the one in which `#` stands for it. */
export const queryOfWeek = (query: string): SQL =>
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
    join call_search found on found.week = weekly.week and found.terms @@ ${queryOfWeek(query)}`
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

/** The conditions that all have to hold. */
const conditionsIn = (where: Where): Where[] => {
  const entries = Object.entries(where)
  const [first] = entries
  if (first && entries.length === 1 && first[0].toLowerCase() === 'and') {
    return Array.isArray(first[1]) ? first[1].flatMap(conditionsIn) : [where]
  }
  return entries.some(([key]) => isBranch(key))
    ? [where]
    : entries.map(([key, value]) => ({ [key]: value }))
}

const boundsIn = (conditions: readonly Where[], operators: readonly string[]): string[] =>
  conditions.flatMap(({ reportedAt }) =>
    operators.flatMap((operator) => {
      const value: unknown = Reflect.get(Object(reportedAt), operator)
      const time = new Date(typeof value === 'string' ? value : Number.NaN)
      return Number.isNaN(time.getTime()) ? [] : [weekOf(time)]
    }),
  )

/** A search, and all that is asked beside it. */
export type Search = {
  /** The weeks that can have any, `null` for those without a bound. */
  from: null | string
  query: string
  rest: Where
  to: null | string
}

/** Finds the one search among the conditions of a filter that all have to hold, if it has one. */
export const searchOf = (where: undefined | Where): Search | undefined => {
  const conditions = conditionsIn(where ?? {})
  const [text, ...others] = conditions.map(searchIn).filter((each) => each !== undefined)
  if (text === undefined || others.length > 0) return undefined
  const rest = conditions.filter((condition) => searchIn(condition) === undefined)
  const client: unknown = rest
    .map((condition) => Reflect.get(Object(condition.client), 'equals'))
    .find((each) => typeof each === 'string')
  const query = searchQuery(text, typeof client === 'string' ? client : undefined)
  if (query === null) return undefined
  return {
    from: boundsIn(rest, ['greater_than', 'greater_than_equal']).sort().at(-1) ?? null,
    query,
    rest: { and: rest },
    to: boundsIn(rest, ['less_than', 'less_than_equal']).sort().at(0) ?? null,
  }
}
