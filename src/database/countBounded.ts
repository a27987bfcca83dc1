import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BaseDatabaseAdapter, CountArgs, Where } from 'payload'
import { z } from 'zod'

/** What a total is, and whether it is an estimate. */
export type Total = { totalDocs: number; totalDocsEstimated: boolean }

/** An adapter that SQL of one's own can be run with. */
export type Adapter = BaseDatabaseAdapter & Pick<PostgresAdapter, 'countDistinct' | 'tables'>
type CountDistinct = PostgresAdapter['countDistinct']
type Counted = Parameters<CountDistinct>[0]

export const isAdapter = (adapter: BaseDatabaseAdapter): adapter is Adapter =>
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

/** The fields of which, alone or beside the client, the statistics know what is frequent. */
const KNOWN_PAIRS = ['endedGroup', 'outcome']

const conditionsIn = (where: undefined | Where): [string, unknown][] =>
  Object.entries(where ?? {}).flatMap(([key, value]) =>
    key === 'and' && Array.isArray(value) ? value.flatMap(conditionsIn) : [[key, value]],
  )

const isEquality = (condition: unknown): boolean =>
  typeof condition === 'object' && condition !== null && Object.keys(condition).join() === 'equals'

/**
 * Whether the statistics know how many rows a filter matches, when they are many: one about the client
 * and one other such field at most. Of several conditions at once they can be far from the truth.
 */
const isWellEstimated = (where: undefined | Where): boolean => {
  const conditions = conditionsIn(where)
  const others = conditions.filter(([field]) => field !== 'client')
  return (
    others.length <= 1 &&
    conditions.length - others.length <= 1 &&
    others.every(([field]) => KNOWN_PAIRS.includes(field)) &&
    conditions.every(([, condition]) => isEquality(condition))
  )
}

/** The statistics change when autovacuum has been: asking them again within a minute tells nothing. */
const KNOWN_MS = 60_000
const MAX_KNOWN = 1_000
type Expect = { adapter: Adapter; counted: Counted; where: undefined | Where }

/** Makes an `estimateRows` that remembers, and says null where that could be far from the truth. */
const createEstimates = () => {
  const known = new Map<string, { at: number; rows: number }>()
  return async ({ adapter, counted, where }: Expect): Promise<null | number> => {
    if (!isWellEstimated(where)) return null
    const key = JSON.stringify(where ?? {})
    const last = known.get(key)
    if (last && Date.now() - last.at < KNOWN_MS) return last.rows
    const rows = await estimateRows(adapter, counted)
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(key, { at: Date.now(), rows })
    return rows
  }
}

/** What to count, and how far. */
export type Bounded = { adapter: Adapter; args: CountArgs; bound: number; count: Adapter['count'] }

/**
 * Makes a count that goes up to a bound at most. Payload's own makes the filter into SQL; only its last
 * step, the query itself, is another one.
 */
export const createBoundedCount = () => {
  const expectRows = createEstimates()
  return async ({ adapter, args, bound, count }: Bounded): Promise<Total> => {
    let totalDocsEstimated = false
    const countDistinct: CountDistinct = async (counted) => {
      // Joined by a filter on a relation: rows may come several times, which Payload's count sees to.
      if (counted.joins.length > 0) return adapter.countDistinct(counted)
      const expected = await expectRows({ adapter, counted, where: args.where })
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
}
