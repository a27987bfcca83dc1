import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { type Adapter, type Filtered, withFilter } from '../../payload/adapter'
import { isTooCostly, wantsCheap } from './cheapCounts'
import { type Estimates, isWellEstimated } from './estimates'
import { splitTestFilter } from './splitTestFilter'

/** A total, and whether it is an estimate. */
export type Total = {
  /** The total was not counted, because that would not have been quick. */
  isCostly?: true
  totalDocs: number
  totalDocsEstimated: boolean
}

type Filtering = Parameters<typeof withFilter>[0]

/** The `from` and `where` of a statement with the filter. */
export const fromTable = (adapter: Adapter, { tableName, where }: Filtered): SQL => {
  const table = adapter.tables[tableName]
  return sql`from ${table} where ${where ?? sql`true`}`
}

const countsSchema = z.tuple([z.object({ count: z.number() })])

type Matching = { db: Filtered['db']; excludesTests: boolean; limit: number; matching: SQL }

/** A query that counts matches up to a limit. To exclude test calls, it counts them and subtracts them. */
export const countQuery = ({ excludesTests, limit, matching }: Omit<Matching, 'db'>): SQL => {
  const tests = sql`case when total < ${limit} then (select count(*)::int ${matching} and is_test) else 0 end`
  return sql`
    select ${excludesTests ? sql`total - ${tests}` : sql`total`} as count
    from (select count(*)::int as total from (select 1 ${matching} limit ${limit}) part) found`
}

const countRows = async ({ db, ...rest }: Matching): Promise<number> =>
  countsSchema.parse((await db.execute(countQuery(rest))).rows)[0].count

const plansSchema = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({ Plan: z.object({ 'Plan Rows': z.number(), 'Total Cost': z.number() }) }),
    ]),
  }),
])

type Planned = Pick<Matching, 'db' | 'matching'>

const planOf = async ({ db, matching }: Planned): Promise<{ cost: number; rows: number }> => {
  const { rows } = await db.execute(sql`explain (format json) select 1 ${matching}`)
  const { Plan } = plansSchema.parse(rows)[0]['QUERY PLAN'][0]
  return { cost: Plan['Total Cost'], rows: Plan['Plan Rows'] }
}

/** How many rows the planner expects, from the statistics that autovacuum collects. */
export const expectRows = async (planned: Planned): Promise<number> => (await planOf(planned)).rows

/** A total that is marked as an estimate. */
export const estimated = (rows: number): Total => ({ totalDocs: rows, totalDocsEstimated: true })

/** An exact total. */
export const exactly = (rows: number): Total => ({ totalDocs: rows, totalDocsEstimated: false })

/** What to count, and up to how many. */
export type Bounded = Omit<Filtering, 'query'> & { bound: number }

/**
 * Creates a count that is exact up to a bound and returns an estimate above it. A filter that matched more
 * than the bound is estimated for a minute without being counted again. So is a filter with many matches for
 * which the statistics are good.
 */
export const createBoundedCount =
  ({ recall, remember }: Estimates) =>
  async ({ adapter, args, bound, count }: Bounded): Promise<Total> => {
    const { excludesTests, rest } = splitTestFilter(args.where ?? {})
    const isMany = (rows: number) => isWellEstimated(rest) && rows > 2 * bound
    const last = recall(rest)
    if (last && (last.counted > bound || isMany(last.rows))) return estimated(last.rows)

    const countCounted = async (counted: Filtered): Promise<Total> => {
      const matches = { db: counted.db, matching: fromTable(adapter, counted) }
      const expect = async (): Promise<number> => {
        const rows = await expectRows(matches)
        remember(rest, { counted: 0, rows })
        return rows
      }
      const expected = last?.rows ?? (isWellEstimated(rest) ? await expect() : undefined)
      if (expected !== undefined && isMany(expected)) return estimated(expected)
      if (wantsCheap(args.req)) {
        const plan = await planOf(matches)
        if (isTooCostly({ ...plan, limit: bound + 1 }))
          return { ...estimated(plan.rows), isCostly: true }
      }
      const found = await countRows({ ...matches, excludesTests, limit: bound + 1 })
      if (found <= bound) return exactly(found)
      const rows = Math.max(found, expected ?? (await expectRows(matches)))
      remember(rest, { counted: found, rows })
      return estimated(rows)
    }

    let total: Total | undefined
    await withFilter({
      adapter,
      args: { ...args, where: rest },
      count,
      query: async (counted) => {
        // A filter on a relation joins its table, and rows may appear several times: Payload's count handles
        // that.
        if (counted.joins.length > 0) return 0
        total = await countCounted(counted)
        return total.totalDocs
      },
    })
    return total ?? exactly((await count.call(adapter, args)).totalDocs)
  }
