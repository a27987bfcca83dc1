import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { Column, ColumnKind } from '../database/lists/columns'

/** One call: values by column name, with the columns of its client that `ofClient` asks for. */
export type CallRow = Record<string, unknown>

/** Columns of the client that a row can have in addition. */
export const CLIENT_NAMES = ['clientBusinessName', 'clientEmail'] as const

/** The ID and the currency of the client, for the values of own fields. */
export const CLIENT_ID = 'clientID'
export const CLIENT_CURRENCY = 'clientCurrency'

type ReadCallRows = {
  columns: readonly Column[]
  /** The IDs of the calls to read. */
  ids: readonly string[]
  /** How many bytes to read at most. A single call is read even if it is larger. */
  maxBytes: number
  ofClient: { currency: boolean; id: boolean; names: boolean; timezone: boolean }
  payload: Payload
}

type TableColumn = Payload['db']['tables'][string][string]

const ISO = `YYYY-MM-DD"T"HH24:MI:SS.MS"Z"`

const VALUES: Record<ColumnKind, (column: TableColumn) => SQL> = {
  boolean: (column) => sql`${column}`,
  date: (column) => sql`to_char(${column} at time zone 'UTC', ${ISO})`,
  json: (column) => sql`${column}`,
  number: (column) => sql`${column}::float8`,
  text: (column) => sql`${column}::text`,
}

// PostgreSQL knows the length of a text without decompressing it; of a jsonb it knows the compressed size.
const SIZES: Partial<Record<ColumnKind, (column: TableColumn) => SQL>> = {
  json: (column) => sql`coalesce(pg_column_size(${column}), 0) * 4`,
  text: (column) => sql`coalesce(octet_length(${column}::text), 0)`,
}

const list = (parts: SQL[], separator: string) => sql.join(parts, sql.raw(separator))

/**
 * Reads calls by ID, in descending order, as many as fit into `maxBytes`, but at least one. It checks no
 * access: the caller must have decided which calls and columns may be read.
 */
export const readCallRows = async ({
  columns,
  ids,
  maxBytes,
  ofClient,
  payload,
}: ReadCallRows): Promise<CallRow[]> => {
  const { call_summaries: calls, users } = payload.db.tables
  if (!calls || !users) throw new Error('The schema has no calls')
  const stored = columns.flatMap(({ kind, name }) => {
    const column = calls[name]
    return column ? [{ column, kind, name }] : []
  })
  const values = [
    ...stored.map(({ column, kind, name }) => ({ name, value: VALUES[kind](column) })),
    ...(ofClient.names
      ? [
          { name: 'clientBusinessName', value: sql`${users.businessName}` },
          { name: 'clientEmail', value: sql`${users.email}` },
        ]
      : []),
    ...(ofClient.id ? [{ name: CLIENT_ID, value: sql`${calls.client}::text` }] : []),
    ...(ofClient.currency ? [{ name: CLIENT_CURRENCY, value: sql`${users.currency}` }] : []),
    ...(ofClient.timezone ? [{ name: 'timezone', value: sql`${users.timezone}` }] : []),
  ]
  const sizes = stored.flatMap(({ column, kind }) => SIZES[kind]?.(column) ?? [])
  const { rows } = await payload.db.drizzle.execute<CallRow>(sql`
    select ${list(
      values.map(({ name, value }) => sql`${value} as ${sql.identifier(name)}`),
      ', ',
    )}
    from (
      select id, sum(size) over (order by id desc) - size as before
      from (
        select id, ${list([sql`0`, ...sizes], ' + ')} as size
        from ${calls} where id = any(${sql.param([...ids])}::uuid[])
      ) sized
    ) found
    join ${calls} on ${calls.id} = found.id
    left join ${users} on ${users.id} = ${calls.client}
    where found.before < ${maxBytes}
    order by found.id desc`)
  return rows
}
