import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { USER_LABEL, USER_LABEL_TEXT } from '../access/userSQL'
import { type InTransaction, requestDb } from '../database/connection/requestDb'
import { newID } from '../lib/newID'
import type { ActorKind, AuditAction, Audited } from './actions'
import type { Changes } from './changes'

/** Who did something. Texts and not a relation, because they outlive the account. */
export type Actor = {
  actor: null | string
  actorEmail: null | string
  actorKind: ActorKind
  actorLabel: null | string
  ip: null | string
  /** The name of the API key, if it was a named one. */
  via: null | string
}

/** The part of an entry that says who did what kind of thing. */
type AuditHead = Actor & { action: AuditAction; collection: Audited; id: string }

/** An entry of the history. */
export type AuditEntry = AuditHead & {
  changes: Changes | null
  document: null | string
  label: null | string
}

/** A document in the entry of a bulk action. */
export type Touched = Pick<AuditEntry, 'changes' | 'document' | 'label'>

/** One entry for something done to several documents, batch by batch, or to the only one of a selection. */
export type BulkEntry = {
  /** The changes that all of them share. */
  changes: Changes | null
  head: AuditHead
  isSingle: boolean
}

/** The head of a new entry, with a new id. */
export const newHead = (
  actor: Actor,
  what: Pick<AuditHead, 'action' | 'collection'>,
): AuditHead => ({ ...actor, ...what, id: newID() })

const COLUMNS_TEXT =
  'id, at, action, collection, actor_kind, actor, actor_label, actor_email, via, ip'
// `clock_timestamp()` and not `now()`: a transaction that waited for a lock wrote later than it began.
const VALUES_TEXT = `head.id, clock_timestamp(), head.action::enum_audit_log_action,
  head.collection::enum_audit_log_collection, head."actorKind"::enum_audit_log_actor_kind,
  head.actor, head."actorLabel", head."actorEmail", head.via, head.ip`
const SHAPE_TEXT = `head(id uuid, action text, collection text, "actorKind" text, actor text,
  "actorLabel" text, "actorEmail" text, via text, ip text, document text, label text, changes jsonb, key text)`
const COLUMNS = sql.raw(COLUMNS_TEXT)
const VALUES = sql.raw(VALUES_TEXT)
const SHAPE = sql.raw(SHAPE_TEXT)

type Executes = Pick<Awaited<ReturnType<typeof requestDb>>, 'execute'>

/** Writes entries with a given database handle. */
export const insertEntries = async (
  db: Executes,
  entries: readonly AuditEntry[],
): Promise<void> => {
  if (entries.length === 0) return
  await db.execute(sql`
    insert into audit_log (${COLUMNS}, document, label, changes)
    select ${VALUES}, head.document, head.label, head.changes
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as ${SHAPE}`)
}

/** Writes entries in the request's transaction, in which the change itself is made. */
export const writeEntries = async (
  req: InTransaction,
  entries: readonly AuditEntry[],
): Promise<void> => insertEntries(await requestDb(req), entries)

/**
 * SQL for a `with` statement: further parts that write the entry for the rows of its part `done(id, label,
 * changes)`.
 */
export const recordingDone = ({ changes, head, isSingle }: BulkEntry): SQL => {
  const from = sql`jsonb_to_record(${JSON.stringify({ ...head, changes })}::jsonb) as ${SHAPE}`
  if (isSingle) {
    return sql`audit_entry as (
      insert into audit_log (${COLUMNS}, document, label, changes)
      select ${VALUES}, done.id::text, done.label, done.changes from ${from}, done
    )`
  }
  return sql`audit_entry as (
      insert into audit_log (${COLUMNS}, changes) select ${VALUES}, head.changes from ${from}
      where exists (select 1 from done) on conflict (id) do nothing
    ), audit_touched as (
      insert into audit_log_touched (entry_id, document, label, changes)
      select head.id, done.id::text, done.label, done.changes from ${from}, done
    )`
}

/** Writes one entry for several documents. */
export const writeBulkEntry = async (
  req: InTransaction,
  entry: Omit<BulkEntry, 'isSingle'>,
  touched: readonly Touched[],
): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`
    with done as (
      select document as id, label, changes from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb)
        as t(document text, label text, changes jsonb)
    ), ${recordingDone({ ...entry, isSingle: false })}
    select 1`)
}

type OfUser = { document: string; head: AuditHead }

/** Writes an entry about a user in the request's transaction. */
export const writeUserEntry = async (
  req: InTransaction,
  { document, head }: OfUser,
): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`
    insert into audit_log (${COLUMNS}, document, label)
    select ${VALUES}, users.id::text, ${USER_LABEL}
    from jsonb_to_record(${JSON.stringify(head)}::jsonb) as ${SHAPE}, users
    where users.id = ${document}::uuid`)
}

/**
 * Writes entries about users, outside of any transaction. Skips entries whose key exists already.
 */
export const writeOnce = async (
  pool: Pool,
  entries: readonly (OfUser & { key: string })[],
): Promise<void> => {
  const heads = entries.map(({ document, head, key }) => ({ ...head, document, key }))
  await pool.query({
    name: 'audit_once',
    text: `
      insert into audit_log (${COLUMNS_TEXT}, document, label, once_key)
      select ${VALUES_TEXT}, users.id::text, ${USER_LABEL_TEXT}, head.key
      from jsonb_to_recordset($1::jsonb) as ${SHAPE_TEXT}
      join users on users.id = head.document::uuid
      on conflict (once_key) do nothing`,
    values: [JSON.stringify(heads)],
  })
}

/** Writes an entry about a call, outside of any transaction, unless there is one with its key. */
export const writeOnceOnCall = async (
  pool: Pool,
  { document, head, key }: OfUser & { key: string },
): Promise<void> => {
  await pool.query({
    name: 'audit_once_on_call',
    text: `
      insert into audit_log (${COLUMNS_TEXT}, document, label, once_key)
      select ${VALUES_TEXT}, calls.id::text, calls.vapi_call_id, $3
      from jsonb_to_record($1::jsonb) as ${SHAPE_TEXT}, call_summaries as calls
      where calls.id = $2::uuid
      on conflict (once_key) do nothing`,
    values: [JSON.stringify(head), document, key],
  })
}

/** Writes the entry of a failed login. */
export const writeFailedLogin = async (pool: Pool, { document, head }: OfUser): Promise<void> => {
  await pool.query({
    name: 'audit_failed_login',
    text: `
      insert into audit_log (${COLUMNS_TEXT}, document, label)
      select ${VALUES_TEXT}, users.id::text, ${USER_LABEL_TEXT}
      from jsonb_to_record($1::jsonb) as ${SHAPE_TEXT}, users where users.id = $2::uuid`,
    values: [JSON.stringify(head), document],
  })
}
