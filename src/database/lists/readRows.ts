import type { SQL } from '@payloadcms/db-postgres/drizzle'
import pg from 'pg'
import type { Filtered } from '../../payload/adapter'
import { sendQuery, writeSQL } from '../../payload/drizzle'
import { type Field, portionedQuery, type Values } from '../../payload/pg/portionedQuery'
import { jsonBytes } from './jsonBytes'
import type { PageBytes } from './pageBytes'

type Rows = Record<string, unknown>[]

/**
 * Rows with long texts are asked for one by one at first; after that, as many as fit if they are alike, but
 * never so many that all being as large as can be would take the database much too long.
 */
const PORTIONS = { first: 1, max: 32 }

/** Around each value: quotes of its name and its own, a colon, a comma, and a letter more for times. */
const AROUND = 8

const { BYTEA, JSONB, TIMESTAMPTZ } = pg.types.builtins

const asText = (value: string): string => value

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'binary' | 'text') =>
    // As drizzle has it: times are made of the text.
    id === TIMESTAMPTZ ? asText : pg.types.getTypeParser(id, format),
}

const bytesOfValue = (value: null | string | undefined, { dataTypeID, name }: Field): number => {
  const around = name.length + AROUND
  if (value === null || value === undefined) return around + 4
  // The database writes spaces where JSON needs none.
  if (dataTypeID === JSONB) return around + Buffer.byteLength(value)
  // Packed texts come in hexadecimal digits, and are longer when they are unpacked.
  if (dataTypeID === BYTEA) return around + value.length / 2
  return around + jsonBytes(value)
}

type ReadRows = {
  bytes: PageBytes | undefined
  db: Filtered['db']
  /** Whether rows may be long, so that not all of them are asked for at once. */
  isLong: boolean
  /** So many rows have their bytes counted; one more only says that it is there. */
  limit: number
  /** The columns of the answer. */
  names: ReadonlySet<string>
  query: SQL
}

/**
 * Reads the rows of a page, no more than fit into its bytes: what does not fit never is in memory, and the
 * database does not unpack it.
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
