import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { BaseDatabaseAdapter, CountArgs, Payload } from 'payload'

/** An adapter that our own SQL can be run with. */
export type Adapter = BaseDatabaseAdapter & Pick<PostgresAdapter, 'countDistinct' | 'tables'>

/** What Payload makes of a filter: the handle to query with, the table, its joins and the condition. */
export type Filtered = Parameters<PostgresAdapter['countDistinct']>[0]

/** Whether the adapter has what the functions below rely on. */
export const isAdapter = (adapter: BaseDatabaseAdapter): adapter is Adapter =>
  'countDistinct' in adapter && 'tables' in adapter

type Filtering = {
  adapter: Adapter
  args: CountArgs
  count: Adapter['count']
  query: (filtered: Filtered) => Promise<number>
}

/**
 * Runs `query` with the SQL that Payload's own count makes of a filter. We rely on: as its last step, the
 * count calls `this.countDistinct` once, with the handle, the table's name, the joins and the condition.
 */
export const withFilter = async ({ adapter, args, count, query }: Filtering): Promise<void> => {
  const querying = Object.create(adapter, { countDistinct: { value: query } })
  await count.call(querying, args)
}

/**
 * The same adapter with another drizzle handle. We rely on: its methods read through `this.drizzle`.
 */
export const withHandle = <Adapted extends object>(adapter: Adapted, drizzle: unknown): Adapted =>
  Object.create(adapter, { drizzle: { value: drizzle } })

type Handle = Payload['db']['drizzle']

// Payload types a session's handle as an empty object.
const isHandle = (db: unknown): db is Handle =>
  typeof db === 'object' && db !== null && 'execute' in db

/**
 * The drizzle handle of a transaction. We rely on: `payload.db.sessions` holds it under the transaction's id
 * until the transaction ends.
 * @returns undefined if there is no such transaction, or no longer
 */
export const transactionHandle = (
  payload: Payload,
  id: null | number | string | undefined,
): Handle | undefined => {
  const session = id === undefined || id === null ? undefined : payload.db.sessions?.[id]
  return isHandle(session?.db) ? session.db : undefined
}

/**
 * Removes indexes from the schema before Payload passes it to drizzle. We rely on: `rawTables` holds each
 * table's indexes with their names while `beforeSchemaInit` runs.
 * @throws if there is no index of that name: Payload has renamed it, or no longer creates it
 */
export const dropIndexes = (
  adapter: Pick<PostgresAdapter, 'rawTables'>,
  table: string,
  names: readonly string[],
): void => {
  const indexes = adapter.rawTables[table]?.indexes ?? {}
  for (const name of names) {
    const key = Object.keys(indexes).find((each) => indexes[each]?.name === name)
    if (key === undefined) throw new Error(`There is no index ${name} to leave out`)
    delete indexes[key]
  }
}
