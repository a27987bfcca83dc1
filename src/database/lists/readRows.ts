import type { SQL } from '@payloadcms/db-postgres/drizzle'
import pg from 'pg'
import type { Filtered } from '../../payload/adapter'
import { sendQuery, writeSQL } from '../../payload/drizzle'
import { type Field, portionedQuery, type Values } from '../../payload/pg/portionedQuery'
import { jsonBytes } from './jsonBytes'
import type { PageBytes } from './pageBytes'

type Rows = Record<string, unknown>[]

/**
 * How many rows with long texts are requested at a time: at first one; after that, as many as fit if they are
 * of similar size, but never so many that the largest possible rows would take the database too long.
 */
const PORTIONS = { first: 1, max: 32 }

/**
 * Bytes around each value: the quotes of its name and its own, colon and comma, and one letter more for
 * times.
 */
const AROUND = 8

const { BYTEA, JSONB, TIMESTAMPTZ } = pg.types.builtins

const asText = (value: string): string => value

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'binary' | 'text') =>
    // As drizzle does: times are parsed from the text.
    id === TIMESTAMPTZ ? asText : pg.types.getTypeParser(id, format),
}

const bytesOfValue = (value: null | string | undefined, { dataTypeID, name }: Field): number => {
  const around = name.length + AROUND
  if (value === null || value === undefined) return around + 4
  // An upper bound: PostgreSQL writes spaces that JSON does not need.
  if (dataTypeID === JSONB) return around + Buffer.byteLength(value)
  // Packed texts arrive as hexadecimal digits. They are longer once they are unpacked.
  if (dataTypeID === BYTEA) return around + value.length / 2
  return around + jsonBytes(value)
}

type ReadRows = {
  bytes: PageBytes | undefined
  db: Filtered['db']
  /** Whether rows may be long, and are therefore requested in portions. */
  isLong: boolean
  /** The bytes of this many rows are counted; a further row only shows that there is one. */
  limit: number
  /** The columns that the response contains. */
  names: ReadonlySet<string>
  query: SQL
}

/**
 * Reads the rows of a page, as many as fit into its bytes. Rows that do not fit are never held in memory, and
 * the database does not decompress them.
 */
export const readRows = async ({
  bytes,
  db,
  isLong,
  limit,
  names,
  query,
}: ReadRows): Promise<Rows> => {
  if (!bytes) return (await db.execute(query)).rows
  bytes.begin()
  const { params, sql: text } = writeSQL(db, query)
  const sizeOf = (values: Values, fields: readonly Field[]) => {
    let size = 2
    for (const [at, field] of fields.entries()) {
      if (names.has(field.name)) size += bytesOfValue(values[at], field)
    }
    return size
  }
  const portion = isLong ? PORTIONS : undefined
  const portioned = portionedQuery({ budget: bytes, limit, params, portion, sizeOf, text, types })
  return (await sendQuery(db, portioned))?.rows ?? []
}
