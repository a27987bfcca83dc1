import { sql } from '@payloadcms/db-postgres/drizzle'
import { type InTransaction, requestDb } from './requestDb'

/** Keys of the transaction-level advisory locks; the numbers are arbitrary but must differ. */
export const ADVISORY = {
  auditRetention: 7_214_030,
  recordings: 7_214_050,
  retention: 7_214_010,
  search: 7_214_020,
  signInRetention: 7_214_040,
  superusers: 7_214_001,
  vapiClients: 7_214_060,
} as const

/** Makes all other changes of superusers wait until this request's transaction ends. */
export const lockSuperusers = async (req: InTransaction): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`select pg_advisory_xact_lock(${ADVISORY.superusers})`)
}

/** The tables of globals, each with one row. */
export type GlobalTable = 'desk' | 'field_mapping'

/** Makes all other changes of a global wait until this request's transaction ends. */
export const lockGlobalRow = async (req: InTransaction, table: GlobalTable): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`select 1 from ${sql.identifier(table)} for no key update`)
}

type LockRows = {
  ids: readonly string[]
  req: InTransaction
  table: 'brands' | 'call_summaries' | 'groups' | 'users' | 'vapi_accounts'
}

/**
 * Locks rows until this request's transaction ends, in a fixed order so that two requests cannot deadlock.
 * Works around payload issue 15486: an update reads the document, merges and writes every column, so what
 * another statement wrote in between would be lost.
 *
 * Not `for update`: a report for a client, or a delivery of a call, references the row and would have to
 * wait.
 */
export const lockRows = async ({ ids, req, table }: LockRows): Promise<void> => {
  if (ids.length === 0) return
  const db = await requestDb(req)
  await db.execute(sql`
    select 1 from ${sql.identifier(table)}
    where id = any(${sql.param([...ids])}::uuid[]) order by id for no key update`)
}
