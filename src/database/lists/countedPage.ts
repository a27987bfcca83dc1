import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CountArgs, FindArgs } from 'payload'
import { z } from 'zod'
import { type Adapter, withFilter } from '../../payload/adapter'
import { countQuery, estimated, exactly, expectRows, fromTable, type Total } from './countBounded'
import { type Estimates, isWellEstimated } from './estimates'
import { bytesOf } from './pageBytes'
import { type Page, pageQuery } from './readPage'
import { readRows } from './readRows'
import { splitTestFilter } from './splitTestFilter'

const foundSchema = z.object({ found_rows: z.number() })

type ReadCounted = {
  adapter: Adapter
  args: FindArgs
  /** Up to this, matches are counted exactly. */
  bound: number
  count: Adapter['count']
  estimates: Estimates
}

/**
 * Reads a page and counts the matches of its filter in one statement. This is for filters without a known
 * estimate: each further statement would cost as much as the page.
 * @returns undefined if that is not possible, or another way is quicker
 */
export const readCountedPage = async ({
  adapter,
  args,
  bound,
  count,
  estimates: { recall, remember },
}: ReadCounted): Promise<undefined | (Page & { total: Total })> => {
  const { collection, limit = 0, locale, page = 1, req, where = {} } = args
  const { excludesTests, rest } = splitTestFilter(where)
  // A page beyond the end has no row that could carry the count.
  if (page > 1 || isWellEstimated(rest) || recall(rest)) return undefined

  const totalOf = async (found: number, matching: Parameters<typeof expectRows>[0]) => {
    if (found <= bound) return exactly(found)
    const rows = Math.max(found, await expectRows(matching))
    remember(rest, { counted: found, rows })
    return estimated(rows)
  }

  let read: undefined | (Page & { total: Total })
  const counting: CountArgs = {
    collection,
    ...(locale ? { locale } : {}),
    ...(req ? { req } : {}),
    where: rest,
  }
  await withFilter({
    adapter,
    args: counting,
    count,
    query: async (counted) => {
      const matching = fromTable(adapter, counted)
      const found = countQuery({ excludesTests, limit: bound + 1, matching })
      const matches = counted.where ?? sql`true`
      const where = excludesTests ? sql`(${matches}) and is_test is distinct from true` : matches
      const statement = pageQuery({ adapter, args, counted: { ...counted, where } })
      if (!statement) return 0
      // Counts only if more rows follow: finding the few that there are may have been a long scan already.
      const query = sql`
        with page as materialized (${statement.query})
        select page.*, case when (select count(*) from page) > ${limit} then (${found}) end as found_rows
        from page`
      const { isLong, names } = statement
      const rows = await readRows({
        bytes: bytesOf(args),
        db: counted.db,
        isLong,
        limit,
        names,
        query,
      })
      const many = foundSchema.safeParse(rows[0]).data
      const total = many
        ? await totalOf(many.found_rows, { db: counted.db, matching })
        : exactly(rows.length)
      read = { ...statement.toPage(rows), total }
      return rows.length
    },
  })
  return read
}
