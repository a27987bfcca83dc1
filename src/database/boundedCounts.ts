import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type {
  BaseDatabaseAdapter,
  CountArgs,
  DatabaseAdapterObj,
  FindArgs,
  PaginatedDocs,
  Where,
} from 'payload'
import { z } from 'zod'

/** Up to here totals are counted; above, they are the planner's estimate, and say so. */
const COUNTED_UP_TO = 10_000

/** The collection that grows without end. */
const BOUNDED = 'call-summaries'

/** What a total is, and whether it is an estimate. */
type Total = { totalDocs: number; totalDocsEstimated: boolean }

type Adapter = BaseDatabaseAdapter & Pick<PostgresAdapter, 'countDistinct' | 'tables'>
type CountDistinct = PostgresAdapter['countDistinct']
type Counted = Parameters<CountDistinct>[0]

const isAdapter = (adapter: BaseDatabaseAdapter): adapter is Adapter =>
  'countDistinct' in adapter && 'tables' in adapter

const fromTable = (adapter: Adapter, { tableName, where }: Counted): SQL => {
  const table = adapter.tables[tableName]
  return where ? sql`from ${table} where ${where}` : sql`from ${table}`
}

const countsSchema = z.tuple([z.object({ count: z.number() })])

const countRows = async (adapter: Adapter, counted: Counted, limit: number): Promise<number> => {
  const { rows } = await counted.db.execute(sql`
    select count(*)::int as count
    from (select 1 ${fromTable(adapter, counted)} limit ${limit}) found`)
  return countsSchema.parse(rows)[0].count
}

const plansSchema = z.tuple([
  z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) }),
])

/** How many rows the planner expects, by the statistics that autovacuum keeps. */
const estimateRows = async (adapter: Adapter, counted: Counted): Promise<number> => {
  const { rows } = await counted.db.execute(
    sql`explain (format json) select 1 ${fromTable(adapter, counted)}`,
  )
  return plansSchema.parse(rows)[0]['QUERY PLAN'][0].Plan['Plan Rows']
}

/**
 * Whether a filter is about the client at most. Of that the statistics know all but exactly how many
 * rows there are; of several conditions at once they can be far from the truth.
 */
const isWellEstimated = (where: undefined | Where): boolean =>
  Object.entries(where ?? {}).every(([key, value]) =>
    Array.isArray(value) ? value.every(isWellEstimated) : key === 'client',
  )

type Count = Adapter['count']
type Bounded = { adapter: Adapter; args: CountArgs; bound: number; count: Count }

/**
 * Counts at most up to a bound. Payload's own count makes the filter into SQL; only its last step, the
 * query itself, is another one.
 */
const countBounded = async ({ adapter, args, bound, count }: Bounded): Promise<Total> => {
  let totalDocsEstimated = false
  const countDistinct: CountDistinct = async (counted) => {
    // Joined by a filter on a relation: rows may come several times, which Payload's count sees to.
    if (counted.joins.length > 0) return adapter.countDistinct(counted)
    const expected = isWellEstimated(args.where) ? await estimateRows(adapter, counted) : null
    totalDocsEstimated = expected !== null && expected > 2 * bound
    if (expected !== null && totalDocsEstimated) return expected
    const found = await countRows(adapter, counted, bound + 1)
    totalDocsEstimated = found > bound
    if (!totalDocsEstimated) return found
    return Math.max(found, expected ?? (await estimateRows(adapter, counted)))
  }
  const bounded = Object.create(adapter, { countDistinct: { value: countDistinct } })
  const { totalDocs } = await count.call(bounded, args)
  return { totalDocs, totalDocsEstimated }
}

const paginate = <T>(list: PaginatedDocs<T>, { totalDocs, totalDocsEstimated }: Total) => {
  const { docs, limit, page = 1 } = list
  const totalPages = Math.max(1, Math.ceil(totalDocs / limit))
  // After an empty page there is nothing, whatever the estimate says.
  const hasNextPage = totalPages > page && docs.length > 0
  return {
    ...list,
    hasNextPage,
    hasPrevPage: page > 1,
    nextPage: hasNextPage ? page + 1 : null,
    pagingCounter: (page - 1) * limit + 1,
    prevPage: page > 1 ? page - 1 : null,
    totalDocs,
    totalDocsEstimated,
    totalPages,
  }
}

/** What a page that is not full says about the total without counting. */
const totalByPage = ({ docs, limit, page = 1 }: PaginatedDocs<unknown>): Total | undefined =>
  docs.length < limit && (docs.length > 0 || page === 1)
    ? { totalDocs: (page - 1) * limit + docs.length, totalDocsEstimated: false }
    : undefined

/**
 * Keeps lists of calls from counting all that match, which is most of what a page costs when there are
 * many. Payload's answer stays as it is, and says in addition whether its total is an estimate. That
 * there is a next page is always counted.
 */
export const withBoundedCounts = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { count, find } = adapter
    return Object.assign(adapter, {
      count(this: BaseDatabaseAdapter, args: CountArgs) {
        if (args.collection !== BOUNDED || !isAdapter(this)) return count.call(this, args)
        return countBounded({ adapter: this, args, bound: COUNTED_UP_TO, count })
      },
      async find<T>(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<T>> {
        const read: (this: BaseDatabaseAdapter, args: FindArgs) => Promise<PaginatedDocs<T>> = find
        const { collection, limit = 0, page = 1, pagination } = args
        if (collection !== BOUNDED || pagination === false || limit <= 0 || !isAdapter(this)) {
          return read.call(this, args)
        }
        const list = await read.call(this, { ...args, pagination: false })
        const bound = Math.max(COUNTED_UP_TO, page * limit)
        const total =
          totalByPage(list) ?? (await countBounded({ adapter: this, args, bound, count }))
        return paginate(list, total)
      },
    })
  },
})
