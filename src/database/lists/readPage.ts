import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { CountArgs, FindArgs, SelectType } from 'payload'
import { type Adapter, type Filtered, withFilter } from '../../payload/adapter'
import { getSelectMode } from '../../payload/shared'
import { noteWay } from '../../quickWays'
import { type Column, type ColumnKind, columnsOf, ID, nested } from './columns'
import { longFields } from './longFields'
import { bytesOf } from './pageBytes'
import { readRows } from './readRows'
import { isCut, listedText } from './truncated'

type Doc = Record<string, unknown>

/** The documents of a page, and whether more follow. */
export type Page = { docs: Doc[]; hasMore: boolean }

const FALLBACK = 'createdAt'

// How PostgreSQL writes a time in UTC: ISO 8601 without the letters.
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?\+00$/

const isoTime = (value: unknown): string => {
  const text = String(value)
  if (!IN_UTC.test(text)) return new Date(text).toISOString()
  const fraction = text.length > 22 ? text.slice(20, -3).padEnd(3, '0') : '000'
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`
}

const VALUES: Partial<Record<ColumnKind, (value: unknown) => unknown>> = {
  date: isoTime,
  number: Number,
}

const selects = (name: string, select: SelectType): boolean =>
  getSelectMode(select) === 'include' ? select[name] === true : select[name] !== false

/** The columns to read; undefined if a field has no such column, or if the selection goes deeper. */
const columnsFor = (adapter: Adapter, { collection, select }: FindArgs): Column[] | undefined => {
  if (select && Object.values(select).some((value) => typeof value !== 'boolean')) return undefined
  const isAll = !select || Object.keys(select).length === 0
  const { flattenedFields } = adapter.payload.collections[collection].config
  const columns = [ID]
  for (const field of flattenedFields) {
    if (field.name === ID.name || !(isAll || selects(field.name, select))) continue
    const own = columnsOf(field)
    if (!own) return undefined
    columns.push(...own)
  }
  return columns
}

type Table = Adapter['tables'][string]

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** A column as SQL text: drizzle would assemble it from parts again each time. */
const columnText = (table: Table, tableName: string, name: string): string | undefined => {
  const column = Object.hasOwn(table, name) ? table[name] : undefined
  return column && `${quoted(tableName)}.${quoted(column.name)}`
}

/** The `order by` that Payload would use; undefined if it needs anything but columns of the table. */
const orderFor = (table: Table, tableName: string, sort: FindArgs['sort']): string | undefined => {
  const given = [sort ?? []].flat()
  const isThere = (name: string) => given.some((each) => each.replace('-', '') === name)
  // A table without that column cannot be sorted by it.
  const order = isThere(FALLBACK) || !table[FALLBACK] ? given : [...given, `-${FALLBACK}`]
  const parts: string[] = []
  for (const each of order) {
    // In a group, the field `feedback.at` has the column `feedback_at`.
    const column = columnText(table, tableName, each.replace(/^-/, '').replaceAll('.', '_'))
    if (!column) return undefined
    parts.push(each.startsWith('-') ? `${column} desc` : column)
  }
  return parts.join(', ')
}

type PageQueryArgs = {
  adapter: Adapter
  args: FindArgs
  counted: Pick<Filtered, 'joins' | 'tableName' | 'where'>
}
type Rows = Record<string, unknown>[]
type PageQuery = {
  /** Whether a row can be long. Texts that lists truncate do not count as long. */
  isLong: boolean
  /** The names of a document's columns in a row. */
  names: ReadonlySet<string>
  query: SQL
  toPage: (rows: Rows) => Page
}

/**
 * Builds the statement that reads a page and one further row, and the function that turns its rows into the
 * same documents as Payload, in a fraction of the time. Payload's relational query and its work on each row
 * take longer than the rest of a request.
 * @returns undefined if more than columns of the one table is needed, which is left to Payload
 */
export const pageQuery = (args: PageQueryArgs): PageQuery | undefined => {
  const query = plainQuery(args)
  noteWay('page', query !== undefined)
  return query
}

const plainQuery = ({
  adapter,
  args,
  counted: { joins, tableName, where },
}: PageQueryArgs): PageQuery | undefined => {
  const table = adapter.tables[tableName]
  const columns = columnsFor(adapter, args)
  const order = table && orderFor(table, tableName, args.sort)
  if (joins.length > 0 || !table || !columns || !order) return undefined
  const { limit = 0, page = 1 } = args
  const max = bytesOf(args)?.textLength
  const selected = columns.map(({ name }) => {
    const column = columnText(table, tableName, name)
    const value = max && column ? listedText(args.collection, name, { column, max }) : column
    return `${value} as ${quoted(name)}`
  })
  const toDoc = (row: Rows[0]): Doc =>
    nested(columns, ({ kind, name }) => {
      const value = row[name] ?? null
      return value === null ? null : (VALUES[kind]?.(value) ?? value)
    })
  return {
    isLong: longFields(adapter.payload, args).some(
      (name) => !(max && isCut(args.collection, name)),
    ),
    names: new Set(columns.map(({ name }) => name)),
    query: sql`
      select ${sql.raw(selected.join(', '))} from ${table} where ${where ?? sql`true`}
      order by ${sql.raw(order)} limit ${limit + 1} offset ${(page - 1) * limit}`,
    toPage: (rows) => ({ docs: rows.slice(0, limit).map(toDoc), hasMore: rows.length > limit }),
  }
}

type ReadPage = Pick<PageQueryArgs, 'adapter' | 'args'> & { count: Adapter['count'] }

/** Reads a page, with the SQL that Payload makes of the filter; undefined if Payload has to read it. */
export const readPage = async ({ adapter, args, count }: ReadPage): Promise<Page | undefined> => {
  let page: Page | undefined
  const { collection, locale, req, where } = args
  const counting: CountArgs = {
    collection,
    ...(locale ? { locale } : {}),
    ...(req ? { req } : {}),
    ...(where ? { where } : {}),
  }
  await withFilter({
    adapter,
    args: counting,
    count,
    query: async (counted) => {
      const statement = pageQuery({ adapter, args, counted })
      if (!statement) return 0
      const { limit = 0 } = args
      const { isLong, names, query, toPage } = statement
      const { db } = counted
      page = toPage(await readRows({ bytes: bytesOf(args), db, isLong, limit, names, query }))
      return page.docs.length
    },
  })
  return page
}
