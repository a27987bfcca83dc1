import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL } from '../access/userSQL'
import { type AuditEntry, insertEntries } from '../audit/log'
import { type InTransaction, requestDb } from '../database/connection/requestDb'
import type { Language } from '../lib/languages'

/** Sessions of one account. The oldest ones beyond this number are ended. */
export const MAX_SESSIONS = 20

/** A Drizzle transaction. */
export type Transaction = Parameters<Parameters<Payload['db']['drizzle']['transaction']>[0]>[0]

const storedSchema = z.array(
  z.object({
    foreign_hash: z.string().nullable(),
    hash: z.string().nullable(),
    id: z.string(),
    salt: z.string().nullable(),
  }),
)

/** An account and its password hash. */
export type SignInAccount = {
  /** The hash of the system that it moved in from, until its owner signs in or sets a password. */
  foreignHash: null | string
  id: string
  /** Null if none was set here. */
  password: null | { hash: string; salt: string }
}

const accountIn = (rows: unknown): null | SignInAccount => {
  const [account] = storedSchema.parse(rows)
  if (!account) return null
  const { foreign_hash: foreignHash, hash, id, salt } = account
  return { foreignHash, id, password: hash === null || salt === null ? null : { hash, salt } }
}

/** Finds the account of an e-mail. @param email in lower case */
export const findByEmail = async (pool: Pool, email: string): Promise<null | SignInAccount> => {
  const { rows } = await pool.query({
    name: 'sign_in_by_email',
    text: 'select id, hash, salt, foreign_hash from users where email = $1',
    values: [email],
  })
  return accountIn(rows)
}

/** Reads an account with its password hash, in the transaction of the request. */
export const findAccount = async (
  req: InTransaction,
  userID: string,
): Promise<null | SignInAccount> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(
    sql`select id, hash, salt, foreign_hash from users where id = ${userID}::uuid`,
  )
  return accountIn(rows)
}

/** Whether an account still has this session, in the transaction of the request. */
export const isOpenSession = async (
  req: InTransaction,
  { sid, userID }: { sid: string; userID: string },
): Promise<boolean> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(
    sql`select 1 from users_sessions where id = ${sid} and _parent_id = ${userID}::uuid`,
  )
  return rows.length > 0
}

/** Replaces a password hash by a stronger one of the same password, unless it was changed in between. */
export const storePasswordBetter = async (
  pool: Pool,
  { fresh, former, id }: { fresh: Stored; former: Stored; id: string },
): Promise<void> => {
  await pool.query(
    'update users set hash = $1, salt = $2 where id = $3 and hash = $4 and salt = $5',
    [fresh.hash, fresh.salt, id, former.hash, former.salt],
  )
}

type Stored = { hash: string; salt: string }

/** Somebody else replaced the foreign hash in between. */
export class ForeignHashGone extends Error {
  override name = 'ForeignHashGone'
}

/**
 * Replaces the hash of another system by Payload's of the same password, in the transaction that opens the session.
 * Nothing is written for an account that is not active, to which no session is opened.
 * @throws {ForeignHashGone} if another sign-in, or a new password, was first
 */
export const replaceForeignHash = async (
  transaction: Transaction,
  { foreign, fresh, id }: { foreign: string; fresh: Stored; id: string },
): Promise<void> => {
  const { rows } = await transaction.execute(
    sql`select id from users where id = ${id}::uuid and is_active for no key update`,
  )
  if (rows.length === 0) return
  const { rows: replaced } = await transaction.execute(sql`
    update users set hash = ${fresh.hash}, salt = ${fresh.salt}, foreign_hash = null
    where id = ${id}::uuid and foreign_hash = ${foreign} and hash is null returning id`)
  if (replaced.length === 0) throw new ForeignHashGone()
}

type NewSession = {
  /** The entry for the history, without the user, which is added. */
  entry: Omit<AuditEntry, 'document' | 'label'>
  expiresAt: Date
  /** The language of the browser. Kept the first time only. */
  language: Language | null
  sid: string
  userID: string
}

const openedSchema = z.array(z.object({ label: z.string() }))

/**
 * Adds a session to an active account, and ends the oldest ones beyond {@link MAX_SESSIONS}. The account's
 * row is locked, so that concurrent sign-ins count each other.
 * @returns false if the account is not active; nothing is written then
 */
export const addSession = async (
  transaction: Transaction,
  { entry, expiresAt, language, sid, userID }: NewSession,
): Promise<boolean> => {
  const { rows } = await transaction.execute(sql`
    update users set last_login = clock_timestamp(),
      language = coalesce(language, ${language}::enum_users_language)
    where id = ${userID}::uuid and is_active returning ${USER_LABEL} as label`)
  const [account] = openedSchema.parse(rows)
  if (!account) return false
  await transaction.execute(sql`
    insert into users_sessions (id, _parent_id, _order, created_at, expires_at)
    select ${sid}, ${userID}::uuid, coalesce(max(_order), 0) + 1, clock_timestamp(), ${expiresAt.toISOString()}::timestamptz
    from users_sessions where _parent_id = ${userID}::uuid`)
  // A separate statement, which sees the new session.
  await transaction.execute(sql`
    delete from users_sessions where _parent_id = ${userID}::uuid and id in (
      select id from users_sessions where _parent_id = ${userID}::uuid
      order by id = ${sid} desc, expires_at > now() desc, created_at desc, _order desc
      offset ${MAX_SESSIONS}
    )`)
  await transaction.execute(sql`
    delete from users_sessions where _parent_id = ${userID}::uuid and expires_at < now()`)
  await insertEntries(transaction, [{ ...entry, document: userID, label: account.label }])
  return true
}

/** Whether the account was signed in to from this address before, as far as the history goes back. */
export const hasSignedInFrom = async (
  pool: Pool,
  { ip, userID }: { ip: string; userID: string },
): Promise<boolean> => {
  const { rows } = await pool.query(
    `select 1 from audit_log where collection = 'users' and document = $1 and action = 'logged_in'
     and ip = $2 limit 1`,
    [userID, ip],
  )
  return rows.length > 0
}
