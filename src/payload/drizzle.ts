import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type pg from 'pg'
import { z } from 'zod'
import { methodOf } from './pg/methodOf'

/**
 * Internals of drizzle. We rely on: a handle's `dialect.sqlToQuery` turns SQL into text and parameters; its
 * `session.client` sends pg's queries; a table keeps its name in the database under the symbol
 * `drizzle:OriginalName`, which we need because in our SQL a table stands for its alias.
 */
const ORIGINAL_NAME = Symbol.for('drizzle:OriginalName')

const writtenSchema = z.object({ params: z.array(z.unknown()), sql: z.string() })

/** The text and the parameters of a query, as PostgreSQL gets them. */
export const writeSQL = (db: object, query: SQL): z.infer<typeof writtenSchema> =>
  writtenSchema.parse(methodOf(Object(Reflect.get(db, 'dialect')), 'sqlToQuery')(query))

/** Sends a pg query over the connection of a handle, within its transaction if it has one. */
export const sendQuery = (db: object, query: pg.Query): Promise<pg.QueryResult | undefined> => {
  const client = Object(Reflect.get(Object(Reflect.get(db, 'session')), 'client'))
  const send = methodOf(client, 'query')
  return new Promise((resolve, reject) => {
    send(query, (error: Error | null | undefined, result: pg.QueryResult | undefined) =>
      error ? reject(error) : resolve(result),
    )
  })
}

/** The name of a table in the database, whatever its alias in a statement. */
export const originalName = (table: object): string => String(Reflect.get(table, ORIGINAL_NAME))
