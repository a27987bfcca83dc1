import type { SQL } from '@payloadcms/db-postgres/drizzle'
import pg from 'pg'
import { z } from 'zod'
import type { Counted } from './countBounded'
import { jsonBytes } from './jsonBytes'
import type { PageBytes } from './pageBytes'

type Rows = Record<string, unknown>[]

/** So many rows with long texts are asked for at first; after that, as many as fit if they are alike. */
const FIRST_PORTION = 1
/** So many may be all of the largest there is, without taking the database much too long. */
const MAX_PORTION = 32

/** Around each value: quotes of its name and its own, a colon, a comma, and a letter more for times. */
const AROUND = 8

const { BYTEA, JSONB, TIMESTAMPTZ } = pg.types.builtins

const asText = (value: string): string => value

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'binary' | 'text') =>
    // As drizzle has it: times are made of the text.
    id === TIMESTAMPTZ ? asText : pg.types.getTypeParser(id, format),
}

type Field = { dataTypeID: number; name: string }
type Values = readonly (null | string)[]

const bytesOfValue = (value: null | string | undefined, { dataTypeID, name }: Field): number => {
  const around = name.length + AROUND
  if (value === null || value === undefined) return around + 4
  // The database writes spaces where JSON needs none.
  if (dataTypeID === JSONB) return around + Buffer.byteLength(value)
  // Packed texts come in hexadecimal digits, and are longer when they are unpacked.
  if (dataTypeID === BYTEA) return around + value.length / 2
  return around + jsonBytes(value)
}

type Act = (...args: unknown[]) => unknown

const methodOf = (object: object, name: string): Act => {
  const method: unknown = Reflect.get(object, name)
  if (typeof method !== 'function') throw new Error(`There is no ${name} any more`)
  return (...args) => Reflect.apply(method, object, args)
}

const writtenSchema = z.object({ params: z.array(z.unknown()), sql: z.string() })

type Asked = {
  bytes: PageBytes
  /** Whether rows may be long, so that not all of them are asked for at once. */
  isLong: boolean
  /** So many rows have their bytes counted; one more only says that it is there. */
  limit: number
  /** The columns of the answer. */
  names: ReadonlySet<string>
}

/**
 * A query of pg that takes rows as long as their bytes fit, and asks for no others then. What it overrides
 * is not documented: each row comes by `handleDataRow`, and each portion ends with `handlePortalSuspended`.
 */
const portionedQuery = (
  { params, sql: text }: z.infer<typeof writtenSchema>,
  { bytes, isLong, limit, names }: Asked,
): pg.Query => {
  const rows = isLong && limit > 1 ? FIRST_PORTION : undefined
  const query = new pg.Query({ text, types, values: params, ...(rows && { rows }) })
  const acts = {
    complete: methodOf(query, 'handleCommandComplete'),
    fail: methodOf(query, 'handleError'),
    goOn: methodOf(query, 'handlePortalSuspended'),
    takeRow: methodOf(query, 'handleDataRow'),
  }
  let count = 0
  let isFull = false
  let total = 0
  // Without portions pg says along with the question that it was all.
  let isSynced = rows === undefined
  const endSync = (connection: unknown) => {
    if (isSynced) return
    isSynced = true
    methodOf(Object(connection), 'sync')()
  }
  const overrides = {
    handleCommandComplete: (message: unknown, connection: unknown) => {
      isSynced = true
      acts.complete(message, connection)
    },
    handleDataRow: (message: unknown) => {
      if (isFull) return
      const result = Reflect.get(query, '_result')
      if (count === limit) {
        methodOf(result, 'addRow')({})
        return
      }
      const values: Values = Reflect.get(Object(message), 'fields')
      const fields: readonly Field[] = Reflect.get(result, 'fields')
      let size = 2
      for (const [at, field] of fields.entries()) {
        if (names.has(field.name)) size += bytesOfValue(values[at], field)
      }
      isFull = !bytes.take(size)
      if (isFull) return
      count += 1
      total += size
      acts.takeRow(message)
    },
    handleError: (error: unknown, connection: unknown) => {
      if (error instanceof pg.DatabaseError) endSync(connection)
      acts.fail(error, connection)
    },
    handlePortalSuspended: (connection: unknown) => {
      if (isFull) {
        endSync(connection)
        return
      }
      const fitting = Math.floor(((bytes.left ?? 0) * count) / total)
      Reflect.set(query, 'rows', Math.min(MAX_PORTION, Math.max(1, fitting)))
      acts.goOn(connection)
    },
  }
  return Object.assign(query, overrides)
}

type ReadRows = Omit<Asked, 'bytes'> & {
  bytes: PageBytes | undefined
  db: Counted['db']
  query: SQL
}

/**
 * Reads the rows of a page, no more than fit into its bytes: what does not fit never is in memory, and the
 * database does not unpack it.
 */
export const readRows = async ({ bytes, db, query, ...asked }: ReadRows): Promise<Rows> => {
  if (!bytes) return (await db.execute(query)).rows
  bytes.begin()
  const write = methodOf(Object(Reflect.get(db, 'dialect')), 'sqlToQuery')
  const send = methodOf(Object(Reflect.get(Object(Reflect.get(db, 'session')), 'client')), 'query')
  const portioned = portionedQuery(writtenSchema.parse(write(query)), { ...asked, bytes })
  return new Promise((resolve, reject) => {
    send(portioned, (error: Error | null | undefined, result: pg.QueryResult | undefined) =>
      error ? reject(error) : resolve(result?.rows ?? []),
    )
  })
}
