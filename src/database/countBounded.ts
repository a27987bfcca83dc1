import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BaseDatabaseAdapter, CountArgs, FindArgs, Where } from 'payload'
import { z } from 'zod'
import { withTests } from './countWithoutTests'
import { readPage } from './readPage'

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
type ReadList = Omit<Bounded, 'args' | 'bound'> & { args: FindArgs; bound: null | number }

/** A page, and how many documents there are: null where the page itself says it, or nobody asked. */
export type PageOf<T> = { docs: T[]; total: null | Total }

/**
 * Makes a count, and a page with one, that go up to a bound at most. Payload's own count makes the filter
 * into SQL; only its last step, the query itself, is another one.
 */
export const createBoundedReads = () => {
  const expectRows = createEstimates()

  const isFar = (expected: null | number, bound: number): expected is number =>
    expected !== null && expected > 2 * bound
  const totalOf = async (
    { adapter, bound, counted, where }: Expect & { bound: number },
    found: number,
  ): Promise<Total> => {
    if (found <= bound) return { totalDocs: found, totalDocsEstimated: false }
    const expected =
      (await expectRows({ adapter, counted, where })) ?? (await estimateRows(adapter, counted))
    return { totalDocs: Math.max(found, expected), totalDocsEstimated: true }
  }

  /** Runs a query with the filter as Payload makes it into SQL. */
  const withFilter = async (
    { adapter, args, count }: Omit<Bounded, 'bound'>,
    query: (counted: Counted) => Promise<number>,
  ): Promise<number> => {
    const querying = Object.create(adapter, { countDistinct: { value: query } })
    return (await count.call(querying, args)).totalDocs
  }

  const countAll = async ({ adapter, args, bound, count }: Bounded): Promise<Total> => {
    let total: Total | undefined
    const { where } = args
    const totalDocs = await withFilter({ adapter, args, count }, async (counted) => {
      // Joined by a filter on a relation: rows may come several times, which Payload's count sees to.
      if (counted.joins.length > 0) return adapter.countDistinct(counted)
      const expected = await expectRows({ adapter, counted, where })
      total = isFar(expected, bound)
        ? { totalDocs: expected, totalDocsEstimated: true }
        : await totalOf(
            { adapter, bound, counted, where },
            await countRows(adapter, counted, bound + 1),
          )
      return total.totalDocs
    })
    return total ?? { totalDocs, totalDocsEstimated: false }
  }

  /** @returns undefined for what only Payload can read */
  const readBounded = async ({
    adapter,
    args,
    bound,
    count,
  }: ReadList): Promise<PageOf<object> | undefined> => {
    let read: PageOf<object> | undefined
    const { collection, locale, req, where } = args
    const counting = (where: undefined | Where): CountArgs => ({
      collection,
      ...(locale ? { locale } : {}),
      ...(req ? { req } : {}),
      ...(where ? { where } : {}),
    })
    // Totals that leave tests out are counted as all, less the tests.
    const { hadNone, rest } = withTests(where ?? {})
    let all: Counted | undefined
    if (hadNone && bound !== null) {
      await withFilter({ adapter, args: counting(rest), count }, async (counted) => {
        all = counted
        return 0
      })
    }
    await withFilter({ adapter, args: counting(where), count }, async (counted) => {
      const whole = all ? { counted: all, where: rest } : { counted, where }
      const expected = bound === null ? null : await expectRows({ adapter, ...whole })
      const isEstimated = bound !== null && isFar(expected, bound)
      const upTo = isEstimated ? null : bound
      const page = await readPage({ adapter, all, args, bound: upTo, counted })
      if (!page) return 0
      const total = isEstimated
        ? { totalDocs: expected, totalDocsEstimated: true }
        : page.found !== null && bound !== null
          ? await totalOf({ adapter, bound, ...whole }, page.found)
          : null
      read = { docs: page.docs, total }
      return page.docs.length
    })
    return read
  }

  return { countAll, readBounded }
}
