import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../database/connection/requestDb'
import { endRequests } from './mailSignIn/requests'
import type { Transaction } from './signIns'

/** What a link is for: a lost password, or the first password of a new client. */
export type LinkKind = 'reset' | 'welcome'

type NewLink = {
  hash: string
  kind: LinkKind
  lifetimeMs: number
  userID: string
}

/**
 * Stores a link. Earlier ones keep working, except that a new welcome link replaces the one before: only
 * staff send those. Links that expired more than a day ago are deleted.
 */
export const storeLink = async (
  req: InTransaction,
  { hash, kind, lifetimeMs, userID }: NewLink,
): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`
    with gone as (
      delete from password_links where user_id = ${userID}::uuid and (
        expires_at < now() - interval '1 day'
        or (kind = 'welcome' and ${kind} = 'welcome' and used_at is null)
      )
    )
    insert into password_links (token_hash, user_id, kind, expires_at)
    values (${hash}, ${userID}::uuid, ${kind}, now() + make_interval(secs => ${lifetimeMs / 1000}))`)
}

const ownerSchema = z.array(z.object({ id: z.string() }))

/** The id of the user whose link this is. Null if the link does not work or the account is not active. */
export const findLinkOwner = async (req: InTransaction, hash: string): Promise<null | string> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select users.id from password_links join users on users.id = user_id
    where token_hash = ${hash} and used_at is null and expires_at > now() and users.is_active`)
  return ownerSchema.parse(rows)[0]?.id ?? null
}

type Use = {
  hash: string
  password: { hash: string; salt: string }
  /** The id of the session that the link opens. */
  sid: string
  userID: string
}

/**
 * Uses up a link and sets the password. All other links and sessions of the account end. The account's row
 * is locked first, so that concurrent uses, of the same link or another one, run one after the other.
 * @returns false if the link no longer works or the account is not active
 */
export const useLink = async (
  transaction: Transaction,
  { hash, password, sid, userID }: Use,
): Promise<boolean> => {
  await transaction.execute(sql`select 1 from users where id = ${userID}::uuid for no key update`)
  const { rows } = await transaction.execute(sql`
    update password_links set used_at = clock_timestamp(), session_id = ${sid}
    where token_hash = ${hash} and user_id = ${userID}::uuid and used_at is null and expires_at > now()
    returning user_id as id`)
  if (ownerSchema.parse(rows).length === 0) return false
  const { rows: changed } = await transaction.execute(sql`
    update users set hash = ${password.hash}, salt = ${password.salt}, foreign_hash = null,
      lock_until = null, login_attempts = 0, updated_at = clock_timestamp()
    where id = ${userID}::uuid and is_active returning id`)
  if (ownerSchema.parse(changed).length === 0) return false
  await transaction.execute(sql`delete from users_sessions where _parent_id = ${userID}::uuid`)
  await endUnused(transaction, userID)
  return true
}

const endUnused = async (db: Pick<Transaction, 'execute'>, userID: string): Promise<void> => {
  await db.execute(
    sql`delete from password_links where user_id = ${userID}::uuid and used_at is null`,
  )
  await endRequests(db, userID)
}

/** Ends all unused links of an account, and all mails to sign in. */
export const endLinks = async (req: InTransaction, userID: string): Promise<void> =>
  endUnused(await requestDb(req), userID)

/** Whether the session was opened by a mail in the last `minutes`: by a link, or by its digits. */
export const wasOpenedByLink = async (
  req: InTransaction,
  { minutes, sid }: { minutes: number; sid: string },
): Promise<boolean> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select user_id as id from password_links
    where session_id = ${sid} and used_at > now() - make_interval(mins => ${minutes})
    union all select user_id from sign_in_requests
    where session_id = ${sid} and used_at > now() - make_interval(mins => ${minutes})`)
  return rows.length > 0
}
