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
import { oddStarts } from './terms/query'

/** Up to here what a search finds is counted; above, its total is an estimate, and says so. */
const COUNTED_UP_TO = 200

const SEARCHED = 'call-summaries'

type Filter = Pick<Filtered, 'joins' | 'where'>

const isWithin = ({ from, to }: Weeks): SQL =>
  sql`(${from}::text is null or week >= ${from}) and (${to}::text is null or week <= ${to})`

/** Where calls of other weeks are asked for, those that were reported as late as that. */
const queryIn = (query: string, started: Weeks): SQL =>
  started.from === null && started.to === null
    ? sql`${query}::text`
    : sql`case when ${isWithin(started)} then ${query}::text else ${oddStarts(query)}::text end`

const joined = (joins: Filtered['joins']): SQL =>
  sql.join(
    joins.map(({ condition, table }) => {
      const name = sql.identifier(originalName(table))
      return sql`left join ${name} as ${table} on ${condition}`
    }),
    sql` `,
  )

/**
 * Reads week by week, newest first, and no further than it has to: PostgreSQL asks for the rows of a
 * week when those of the one before were too few. A word that every call contains costs a week, and one
 * that none contains a look into the index for each week. `offset 0` keeps the planner, which cannot
 * know how rare the words are, from going through a client's calls instead.
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

/** Where the ids of a page stand among those that are found. */
type Part = { end: number; limit: number; start: number }

/** Of what is found, no more than a page and what its total needs. */
const partNewestFirst = (search: Search, filter: Filter, { end, limit, start }: Part): SQL => sql`
  select count(*)::int as found, coalesce(max(place), 1) as place, coalesce(max(weeks), 1) as weeks,
    coalesce(array_agg(id order by number) filter (where number > ${start} and number <= ${end}), '{}') as ids
  from (
    select id, place, weeks, row_number() over () as number
    from (${idsNewestFirst(search, filter, limit)}) call
  ) numbered`

const foundSchema = z.object({
  found: z.int(),
  ids: z.array(z.string()),
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
 * Finds so many calls, newest first, and reads those of a page in the same statement where Payload need not.
 * Payload's own count makes the rest of the filter into SQL.
 * @throws 400 for a filter by which a call would come several times
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
                select found.found, found.ids, found.place, found.weeks, page.*
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

/** What is above the bound is estimated as if the weeks that were not read were like the others. */
const totalOf = ({ found, place, weeks }: Found, bound: number): Total =>
  found <= bound
    ? { totalDocs: found, totalDocsEstimated: false }
    : { totalDocs: Math.round((found * weeks) / place), totalDocsEstimated: true }

/**
 * The search that the index can answer: in a list newest first, and in a count. Any other use of one is
 * a filter like others.
 */
const answeredSearch = ({ collection, where, ...list }: CountArgs | FindArgs) => {
  if (collection !== SEARCHED) return undefined
  const sort: unknown = 'sort' in list ? list.sort : undefined
  return isNewestFirst(sort) ? searchOf(where) : undefined
}

/** Whether the index answers it, with a total that is bounded already. */
export const isSearchAnswered = (args: CountArgs | FindArgs): boolean =>
  answeredSearch(args) !== undefined

type FoundIDs = { req: PayloadRequest; where: Where }

const counts = new WeakMap<BaseDatabaseAdapter, BaseDatabaseAdapter['count']>()

const idsSchema = z.tuple([z.object({ ids: z.instanceof(Buffer).nullable() })])

/**
 * Reads the ids of all calls that a filter with a search finds, however many: the whole of what its words
 * find is read.
 * @returns 16 bytes each, by falling ids
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
 * Answers searches by the index that is there for them, at a cost that grows neither with the calls nor
 * with how common a word is.
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
        // Without a limit all are wanted, by a bulk action.
        if (!search || limit <= 0 || !isAdapter(this)) return read.call(this, args)
        const end = page * limit
        const last = pagination === false ? undefined : recall(search)
        // Of what was found to be more a while ago, one more than the page says whether another follows.
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
