import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL } from '../access/userSQL'
import { type Actor, insertEntries, newHead } from '../audit/log'
import { onceBefore } from '../database/connection/deadline'
import { type InTransaction, requestDb } from '../database/connection/requestDb'
import { apartFromRequest } from '../request/requestAtHand'

/** Every request with a key waits for this. */
const DATABASE_TIMEOUT_MS = 8_000

const FIND = {
  name: 'find_api_key',
  text: `select k.id, k.name, k.user_id as "userID",
      coalesce(k.last_used_at < now() - interval '1 minute', true) as "isStale"
    from api_keys k join users u on u.id = k.user_id
    where k.hash = $1 and k.revoked_at is null and u.is_active
      and (k.expires_at is null or k.expires_at > now())`,
}

/** A valid key and its user. `isStale`: its last use was recorded more than a minute ago. */
type WorkingKey = { id: string; isStale: boolean; name: string; userID: string }

/** The valid key with this hash, or null. Never cached, so that a revoked key stops working immediately. */
export const findWorkingKey = async (pool: Pool, hash: string): Promise<null | WorkingKey> =>
  (
    await onceBefore(pool, Date.now() + DATABASE_TIMEOUT_MS).query<WorkingKey>({
      ...FIND,
      values: [hash],
    })
  ).rows[0] ?? null

const TOUCH = {
  name: 'touch_api_key',
  text: `update api_keys set last_used_at = now()
    where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
}

const touching = new Set<string>()

/**
 * Records that a key was used, without delaying the request. One write at a time for each key, and one a
 * minute across processes. If it fails, the next use tries again.
 */
export const touchKey = (pool: Pool, id: string): void => {
  if (touching.has(id)) return
  touching.add(id)
  const touched = apartFromRequest(() => pool.query({ ...TOUCH, values: [id] }))
  touched.catch(() => undefined).finally(() => touching.delete(id))
}

type OfUser = { req: InTransaction; userID: string }

/**
 * Locks the user's row until the transaction ends, so that nobody else creates keys for it or changes it. Not
 * `for update`, which would also block reports for this client.
 * @returns whether the account is active; undefined if there is none
 */
export const lockKeyOwner = async ({ req, userID }: OfUser): Promise<boolean | undefined> => {
  const db = await requestDb(req)
  const { rows } = await db.execute<{ isActive: boolean }>(sql`
    select coalesce(is_active, false) as "isActive" from users
    where id::text = ${userID} for no key update`)
  return rows[0]?.isActive
}

/** Counts the user's valid keys. */
export const countWorkingKeys = async ({ req, userID }: OfUser): Promise<number> => {
  const db = await requestDb(req)
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from api_keys where user_id = ${userID}::uuid
    and revoked_at is null and (expires_at is null or expires_at > now())`)
  return rows[0]?.count ?? 0
}

/** Deletes the user's ended keys, except for the `keep` most recent ones. */
export const forgetEndedKeys = async ({
  keep,
  req,
  userID,
}: OfUser & { keep: number }): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`
    delete from api_keys where id in (
      select id from api_keys where user_id = ${userID}::uuid
      and (revoked_at is not null or expires_at <= now())
      order by coalesce(revoked_at, expires_at) desc offset ${keep})`)
}

type Revoke = { actor: Actor; req: InTransaction }

const revokedSchema = z.array(z.object({ id: z.string(), label: z.string(), name: z.string() }))

const revoke = async ({ actor, req }: Revoke, which: SQL): Promise<void> => {
  const db = await requestDb(req)
  await db.transaction(async (transaction) => {
    const { rows } = await transaction.execute(sql`
      update api_keys set revoked_at = now(), updated_at = now() from users
      where users.id = api_keys.user_id and ${which} and api_keys.revoked_at is null
      returning users.id, ${USER_LABEL} as label, api_keys.name`)
    const what = { action: 'key_revoked', collection: 'users' } as const
    await insertEntries(
      transaction,
      revokedSchema.parse(rows).map(({ id, label, name }) => ({
        ...newHead(actor, what),
        changes: { apiKey: [name, null] },
        document: id,
        label,
      })),
    )
  })
}

/** Revokes a key permanently. A repeated call does not change when or by whom it was revoked. */
export const revokeKeyRow = ({ id, ...by }: Revoke & { id: string }): Promise<void> =>
  revoke(by, sql`api_keys.id = ${id}::uuid`)

/** Revokes all keys of a user permanently. */
export const revokeKeysOf = ({ userID, ...by }: Revoke & { userID: string }): Promise<void> =>
  revoke(by, sql`api_keys.user_id = ${userID}::uuid`)
