import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { FindArgs, SelectType } from 'payload'
import { getSelectMode } from 'payload/shared'
import { type Column, type ColumnKind, columnOf, ID } from './columns'
import type { Adapter } from './countBounded'

type Doc = Record<string, unknown>
type Counted = Parameters<Adapter['countDistinct']>[0]

/** The rows of a page, and how many there are: null where the page itself says it, or nobody asked. */
export type Page = { docs: Doc[]; found: null | number }

const FALLBACK = 'createdAt'
const FOUND = 'desk_found'

// As PostgreSQL writes a time in UTC: all but the letters of ISO 8601.
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

/** The columns to read; undefined when a field has no such column, or a selection goes deeper. */
const columnsFor = (adapter: Adapter, { collection, select }: FindArgs): Column[] | undefined => {
  if (select && Object.values(select).some((value) => typeof value !== 'boolean')) return undefined
  const isAll = !select || Object.keys(select).length === 0
  const { flattenedFields } = adapter.payload.collections[collection].config
  const columns = [ID]
  for (const field of flattenedFields) {
    if (field.name === ID.name || !(isAll || selects(field.name, select))) continue
    const column = columnOf(field)
    if (!column) return undefined
    columns.push(column)
  }
  return columns
}

type Table = Adapter['tables'][string]

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** A column as SQL: as text, which drizzle would otherwise put together anew from parts, each time. */
const columnText = (table: Table, tableName: string, name: string): string | undefined => {
  const column = table[name]
  return column && `${quoted(tableName)}.${quoted(column.name)}`
}

/** The order as Payload makes it; undefined when it is by anything but columns of the table. */
const orderFor = (table: Table, tableName: string, sort: FindArgs['sort']): string | undefined => {
  const given = [sort ?? []].flat()
  const isThere = (name: string) => given.some((each) => each.replace('-', '') === name)
  const order = isThere(FALLBACK) ? given : [...given, `-${FALLBACK}`]
  const parts: string[] = []
  for (const each of order) {
    const column = columnText(table, tableName, each.replace(/^-/, ''))
    if (!column) return undefined
    parts.push(each.startsWith('-') ? `${column} desc` : column)
  }
  return parts.join(', ')
}

type Read = {
  adapter: Adapter
  /** The filter with tests let in, where the page leaves them out: the total is then all, less the tests. */
  all: Counted | undefined
  args: FindArgs
  /** Up to how many to count; null: not at all. */
  bound: null | number
  counted: Counted
}

/** How many of all are no tests; more than the bound stays more than the bound. */
const foundWithoutTests = (matching: SQL, bound: number): SQL => sql`(
  select case when counted.total > ${bound} then counted.total
    else counted.total - (select count(*)::int ${matching} and is_test) end
  from (select count(*)::int as total from (select 1 ${matching} limit ${bound + 1}) part) counted)`

/**
 * Reads a page and its total in one statement, and makes documents of it as Payload would, in a
 * fraction of the time: by its relational query, and what it makes of each row, a page takes longer than
 * by all the rest of a request.
 * @returns undefined for what goes beyond columns of the one table, which is left to Payload
 */
export const readPage = async ({
  adapter,
  all,
  args,
  bound,
  counted: { db, joins, tableName, where },
}: Read): Promise<Page | undefined> => {
  const table = adapter.tables[tableName]
  const columns = columnsFor(adapter, args)
  const order = table && orderFor(table, tableName, args.sort)
  if (joins.length > 0 || !table || !columns || !order) return undefined
  const { limit = 0, page = 1 } = args
  const matching = where ? sql`from ${table} where ${where}` : sql`from ${table}`
  const names = columns.map(
    ({ name }) => `${columnText(table, tableName, name)} as ${quoted(name)}`,
  )
  const found = (bound: number) =>
    all
      ? foundWithoutTests(sql`from ${table} where ${all.where ?? sql`true`}`, bound)
      : sql`(select count(*)::int from (select 1 ${matching} limit ${bound + 1}) found)`
  const count =
    bound === null
      ? sql`null::int`
      : sql`case
        when (select count(*) from page) = ${limit}::int or (${page}::int > 1 and not exists (select from page))
        then ${found(bound)} end`
  const { rows } = await db.execute(sql`
    with page as materialized (
      select ${sql.raw(names.join(', '))} ${matching}
      order by ${sql.raw(order)} limit ${limit} offset ${(page - 1) * limit}
    )
    select total.desk_found, page.* from (select ${count} as desk_found) total left join page on true`)
  const docs = rows
    .filter((row) => row[ID.name] !== null)
    .map((row) => {
      const doc: Doc = {}
      for (const { kind, name } of columns) {
        const value = row[name] ?? null
        doc[name] = value === null ? null : (VALUES[kind]?.(value) ?? value)
      }
      return doc
    })
  const total = Number(rows[0]?.[FOUND] ?? Number.NaN)
  return { docs, found: Number.isNaN(total) ? null : total }
}
