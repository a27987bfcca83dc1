/**
 * Search: terms, the index and how it is kept up to date, the filter.
 * @module
 */

import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type {
  BaseDatabaseAdapter,
  CountArgs,
  DatabaseAdapterObj,
  FindArgs,
  PaginatedDocs,
  PayloadRequest,
  Where,
} from 'payload'
import { z } from 'zod'
import type { Total } from '../database/lists/countBounded'
import { createEstimates } from '../database/lists/estimates'
import { bytesOf } from '../database/lists/pageBytes'
import { listOf, paginate } from '../database/lists/paginate'
import { type Page, pageQuery } from '../database/lists/readPage'
import { readRows } from '../database/lists/readRows'
import { type Adapter, type Filtered, isAdapter, withFilter } from '../payload/adapter'
import { originalName } from '../payload/drizzle'
import { refusal } from '../refusals/refusals'
import { isNewestFirst, queryOfWeek, type Search, searchOf, type Weeks } from './filter'
import { lateReported } from './terms/query'

/** Up to this many results the total is exact. Above, it is an estimate, and marked as one. */
const COUNTED_UP_TO = 200

const SEARCHED = 'call-summaries'

type Filter = Pick<Filtered, 'joins' | 'where'>

const isWithin = ({ from, to }: Weeks): SQL =>
  sql`(${from}::text is null or week >= ${from}) and (${to}::text is null or week <= ${to})`

/** For weeks outside the range of start times, the query finds only calls that were reported late. */
const queryIn = (query: string, started: Weeks): SQL =>
  started.from === null && started.to === null
    ? sql`${query}::text`
    : sql`case when ${isWithin(started)} then ${query}::text else ${lateReported(query)}::text end`

const joined = (joins: Filtered['joins']): SQL =>
  sql.join(
    joins.map(({ condition, table }) => {
      const name = sql.identifier(originalName(table))
      return sql`left join ${name} as ${table} on ${condition}`
    }),
    sql` `,
  )

/**
 * Reads week by week, newest first, and only as many weeks as needed: PostgreSQL reads the rows of a
 * week when those of the week before were too few. A word in every call costs one week; a word in no
 * call costs one index look-up for each week. The planner cannot know how rare the words are: `offset
 * 0` keeps it from scanning a client's calls instead.
 */
const idsNewestFirst = (
  { query, reported, started }: Search,
  { joins, where }: Filter,
  limit: number,
): SQL => sql`
  select call.id, weekly.place, weekly.weeks
  from (
    select week, ${queryIn(query, started)} as query,
      row_number() over (order by week desc)::int as place, count(*) over ()::int as weeks
    from call_search_weeks
    where ${isWithin(reported)}
    order by week desc
  ) weekly
  cross join lateral (
    select call_summaries.id
    from (
      select call_id, reported_at
      from call_search_week(weekly.week, ${queryOfWeek(sql`weekly.query`)})
      order by reported_at desc, call_id desc offset 0
    ) found
    join call_summaries on call_summaries.id = found.call_id
    ${joined(joins)}
    where ${where ?? sql`true`}
    order by found.reported_at desc, found.call_id desc limit ${limit}
  ) call
  limit ${limit}`

/** The positions of a page among the ids that are found. */
type Part = { end: number; limit: number; start: number }

/** Finds no more ids than the page and its total need. */
const partNewestFirst = (search: Search, filter: Filter, { end, limit, start }: Part): SQL => sql`
  select count(*)::int as found, coalesce(max(place), 1) as place, coalesce(max(weeks), 1) as weeks,
    coalesce(array_agg(id order by number) filter (where number > ${start} and number <= ${end}), '{}') as ids
  from (
    select id, place, weeks, row_number() over () as number
    from (${idsNewestFirst(search, filter, limit)}) call
  ) numbered`

const foundSchema = z.object({
  found: z.int(),
  // Not in the rows of a page: each would have the ids of all.
  ids: z.array(z.string()).default([]),
  place: z.int(),
  weeks: z.int(),
})
type Found = z.infer<typeof foundSchema>

type Find = {
  adapter: Adapter
  args: CountArgs | FindArgs
  count: Adapter['count']
  part: Part
  search: Search
}

/**
 * Finds calls, newest first, and reads those of a page in the same statement, unless Payload has to
 * read them. Payload's own count turns the rest of the filter into SQL.
 * @throws `SEARCH_FILTER_UNSUPPORTED` for a filter that would return a call several times
 */
const findCalls = async ({ adapter, args, count, part, search }: Find) => {
  let found: Found = { found: 0, ids: [], place: 1, weeks: 1 }
  let page: Page | undefined
  await withFilter({
    adapter,
    args: { ...args, where: search.rest },
    count,
    query: async ({ db, joins, tableName, where }) => {
      if (joins.some(({ isOneToMany }) => isOneToMany)) throw refusal('SEARCH_FILTER_UNSUPPORTED')
      const calls = partNewestFirst(search, { joins, where }, part)
      const isFound = sql`call_summaries.id = any((select ids from found)::uuid[]) and ${where ?? sql`true`}`
      const ofPage = { ...args, page: 1 }
      const asked =
        part.end > 0
          ? pageQuery({ adapter, args: ofPage, counted: { joins, tableName, where: isFound } })
          : undefined
      const { rows } = asked
        ? {
            rows: await readRows({
              bytes: bytesOf(args),
              db,
              isLong: asked.isLong,
              limit: part.end - part.start,
              names: asked.names,
              query: sql`with found as materialized (${calls}), page as materialized (${asked.query})
                select found.found, found.place, found.weeks, page.*
                from found left join page on true`,
            }),
          }
        : await db.execute(calls)
      found = foundSchema.parse(rows[0])
      page = asked?.toPage(rows.filter(({ id }) => id !== null))
      return found.found
    },
  })
  return { found, page }
}

/**
 * Above the bound, the total is estimated as if the weeks that were not read had as many results as the
 * others.
 */
const totalOf = ({ found, place, weeks }: Found, bound: number): Total =>
  found <= bound
    ? { totalDocs: found, totalDocsEstimated: false }
    : { totalDocs: Math.round((found * weeks) / place), totalDocsEstimated: true }

/**
 * The search, if the index can answer it: in a list sorted newest first, or in a count. Otherwise a
 * search is an ordinary filter.
 * @returns undefined when there is no such search
 */
const answeredSearch = ({ collection, where, ...list }: CountArgs | FindArgs) => {
  if (collection !== SEARCHED) return undefined
  const sort: unknown = 'sort' in list ? list.sort : undefined
  return isNewestFirst(sort) ? searchOf(where) : undefined
}

/** True if the index answers a read. Its total is then bounded already. */
export const isSearchAnswered = (args: CountArgs | FindArgs): boolean =>
  answeredSearch(args) !== undefined

type FoundIDs = { req: PayloadRequest; where: Where }

const counts = new WeakMap<BaseDatabaseAdapter, BaseDatabaseAdapter['count']>()

const idsSchema = z.tuple([z.object({ ids: z.instanceof(Buffer).nullable() })])

/**
 * Reads the ids of all calls that a filter with a search finds, without a limit: every result of its
 * words is read.
 * @returns 16 bytes for each id, in descending order
 * @throws `SEARCH_FILTER_UNSUPPORTED` for a filter that would return a call several times
 */
export const readFoundIDs = async ({ req, where }: FoundIDs): Promise<Buffer> => {
  const { db: adapter } = req.payload
  const count = counts.get(adapter)
  if (!count || !isAdapter(adapter)) throw new Error('The database is not searched')
  let found: Buffer = Buffer.alloc(0)
  await withFilter({
    adapter,
    args: { collection: SEARCHED, req, where },
    count,
    query: async ({ db, joins, where: filter }) => {
      if (joins.some(({ isOneToMany }) => isOneToMany)) throw refusal('SEARCH_FILTER_UNSUPPORTED')
      const { rows } = await db.execute(sql`
        select string_agg(uuid_send(call_summaries.id), ''::bytea order by call_summaries.id desc) as ids
        from call_summaries ${joined(joins)} where ${filter ?? sql`true`}`)
      found = idsSchema.parse(rows)[0].ids ?? found
      return found.length
    },
  })
  return found
}

/**
 * Wraps the adapter so that searches use the search index. Their cost grows neither with the number of
 * calls nor with how common a word is.
 */
export const withCallSearch = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { count, find } = adapter
    counts.set(adapter, count)
    const { recall, remember } = createEstimates()
    return Object.assign(adapter, {
      async count(this: BaseDatabaseAdapter, args: CountArgs) {
        const search = answeredSearch(args)
        if (!search || !isAdapter(this)) return count.call(this, args)
        const last = recall(search)
        if (last) return { totalDocs: last.rows, totalDocsEstimated: true }
        const part = { end: 0, limit: COUNTED_UP_TO + 1, start: 0 }
        const { found } = await findCalls({ adapter: this, args, count, part, search })
        const total = totalOf(found, COUNTED_UP_TO)
        if (total.totalDocsEstimated)
          remember(search, { counted: found.found, rows: total.totalDocs })
        return total
      },
      async find(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<object>> {
        const read: (this: BaseDatabaseAdapter, args: FindArgs) => Promise<PaginatedDocs<object>> =
          find
        const { limit = 0, page = 1, pagination } = args
        const search = answeredSearch(args)
        // A read without a limit comes from a bulk action, which needs all calls.
        if (!search || limit <= 0 || !isAdapter(this)) return read.call(this, args)
        const end = page * limit
        const last = pagination === false ? undefined : recall(search)
        // If an earlier search has estimated more, one result beyond the page is enough to see if
        // another follows.
        const known = last && last.counted > end ? last : undefined
        const bound = pagination === false || known ? end : Math.max(COUNTED_UP_TO, end)
        const wanted = pagination === false ? end : bound + 1
        const part = { end, limit: wanted, start: end - limit }
        const { found, page: quick } = await findCalls({ adapter: this, args, count, part, search })
        const where = { and: [{ id: { in: found.ids } }, search.rest] }
        const list = quick
          ? listOf(quick, args)
          : await read.call(this, { ...args, page: 1, pagination: false, where })
        if (pagination === false) return list
        const total = totalOf(found, bound)
        const isMore = total.totalDocsEstimated
        if (isMore && !known) remember(search, { counted: found.found, rows: total.totalDocs })
        const totalDocs = isMore && known ? known.rows : total.totalDocs
        return paginate({ ...list, page }, { ...total, totalDocs })
      },
    })
  },
})
