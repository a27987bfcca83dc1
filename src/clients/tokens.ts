import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { USER_LABEL } from '../access/userSQL'
import { type BulkEntry, recordingDone } from '../audit/log'
import { type InTransaction, requestDb } from '../database/connection/requestDb'
import { DEFAULT_GRACE_HOURS } from '../sender/grace'
import { generateToken } from '../vapi/token'
import type { SetupStatus } from './setupStatus'
import { tokenIndex } from './tokenIndex'

type OfClients = { entry: BulkEntry; ids: readonly string[]; payload: Payload }

const seenSchema = z.array(z.object({ id: z.string(), index: z.string() }))
const idsSchema = z
  .array(z.object({ id: z.string() }))
  .transform((rows) => rows.map(({ id }) => id))

/**
 * Gives each of these users a new webhook token. The old one keeps working for `graceHours`. A token that
 * somebody else replaced while this call waited for the row is left alone, because its URL may have been
 * copied already.
 * @returns how many were rotated; users without a token are not
 */
export const rotateTokens = async ({
  entry,
  graceHours,
  ids,
  payload,
}: OfClients & { graceHours: number }): Promise<number> => {
  const { drizzle } = payload.db
  const seen = await drizzle.execute(sql`
    select id, vapi_webhook_token_index as index from users
    where id = any(${sql.param([...ids])}::uuid[]) and vapi_webhook_token_index is not null`)
  const present = JSON.stringify(seenSchema.parse(seen.rows))

  return drizzle.transaction(async (transaction) => {
    const locked = await transaction.execute(sql`
      select users.id from users
      join jsonb_to_recordset(${present}::jsonb) as seen(id uuid, index text) using (id)
      where users.vapi_webhook_token_index = seen.index
      order by users.id for update of users`)
    const fresh = idsSchema.parse(locked.rows).map((id) => {
      const token = generateToken()
      return {
        id,
        index: tokenIndex({ secret: payload.secret, token }),
        token: payload.encrypt(token),
      }
    })
    // A separate statement, which sees what was committed while this call waited for the locks.
    const { rows } = await transaction.execute(sql`
      with fresh as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
          as fresh(id uuid, token text, index text)
      ), retired as (
        insert into webhook_retired_tokens (client_id, token, token_index, expires_at)
        select users.id, users.vapi_webhook_token, users.vapi_webhook_token_index, now() + make_interval(hours => 1) * ${graceHours}
        from users join fresh using (id)
      ), done as (
        update users set
          vapi_webhook_token = fresh.token,
          vapi_webhook_token_index = fresh.index,
          updated_at = now()
        from fresh where users.id = fresh.id
        returning users.id, ${USER_LABEL} as label, null::jsonb as changes
      ), ${recordingDone(entry)}
      select id from done`)
    return rows.length
  })
}

/**
 * Revokes these users' webhook tokens, including retired ones, immediately and permanently.
 * @returns how many had a token that worked
 */
export const revokeTokens = async ({ entry, ids, payload }: OfClients): Promise<number> =>
  payload.db.drizzle.transaction(async (transaction) => {
    const clients = sql`${sql.param([...ids])}::uuid[]`
    await transaction.execute(
      sql`select 1 from users where id = any(${clients}) order by id for update`,
    )
    const { rows } = await transaction.execute(sql`
      with ended as (
        update webhook_retired_tokens set expires_at = now()
        where client_id = any(${clients}) and expires_at > now()
        returning client_id as id
      ), retired as (
        insert into webhook_retired_tokens (client_id, token, token_index, expires_at)
        select id, vapi_webhook_token, vapi_webhook_token_index, now() from users
        where id = any(${clients}) and vapi_webhook_token_index is not null
      ), revoked as (
        update users set
          vapi_webhook_token = null,
          vapi_webhook_token_index = null,
          setup_status = case setup_status
            when ${'token_generated' satisfies SetupStatus} then ${'not_started' satisfies SetupStatus}
            else setup_status end,
          updated_at = now()
        where id = any(${clients}) and vapi_webhook_token_index is not null
        returning id, setup_status
      ), done as (
        select users.id, ${USER_LABEL} as label,
          case when revoked.setup_status <> users.setup_status then jsonb_build_object(
            'setupStatus', jsonb_build_array(users.setup_status, revoked.setup_status)) end as changes
        from users left join revoked using (id)
        where users.id in (select id from ended union select id from revoked)
      ), ${recordingDone(entry)}
      select id from done`)
    return rows.length
  })

/**
 * Ends the grace period of these users' retired tokens.
 * @returns how many had one that still worked
 */
export const endRetiredTokens = async ({ entry, ids, payload }: OfClients): Promise<number> =>
  payload.db.drizzle.transaction(async (transaction) => {
    const clients = sql`${sql.param([...ids])}::uuid[]`
    // The lock also stops a concurrent rotation from adding one.
    await transaction.execute(
      sql`select 1 from users where id = any(${clients}) order by id for update`,
    )
    const { rows } = await transaction.execute(sql`
      with ended as (
        update webhook_retired_tokens set expires_at = now()
        where client_id = any(${clients}) and expires_at > now() and not is_coming
        returning client_id
      ), done as (
        select users.id, ${USER_LABEL} as label, null::jsonb as changes
        from users where id in (select client_id from ended)
      ), ${recordingDone(entry)}
      select id from done`)
    return rows.length
  })

type ReplacedToken = {
  /** The index of the new token. Null if the client is deleted. */
  by: null | string
  graceHours?: number
  req: InTransaction
  userID: string
}

/** Retires a client's token in the transaction of the edit that replaces it. */
export const retireToken = async ({
  by,
  graceHours = DEFAULT_GRACE_HOURS,
  req,
  userID,
}: ReplacedToken): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`
    insert into webhook_retired_tokens (client_id, token, token_index, expires_at)
    select id, vapi_webhook_token, vapi_webhook_token_index, now() + make_interval(hours => 1) * ${graceHours}
    from users
    where id = ${userID}::uuid and vapi_webhook_token_index is not null
      and vapi_webhook_token_index is distinct from ${by}::text`)
}

/** Who uses a token: `another` client has it, `retired` if any client had it, otherwise it is `free`. */
type TokenOwner = 'another' | 'free' | 'retired'

type Sought = { index: string; req: InTransaction; userID: string | undefined }

/**
 * Who uses this token. One statement, so that a token that is just being retired is never seen as free.
 */
export const tokenOwner = async ({ index, req, userID }: Sought): Promise<TokenOwner> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select 'another' as owner from users
    where vapi_webhook_token_index = ${index} and id is distinct from ${userID ?? null}::uuid
    union all
    select 'retired' from webhook_retired_tokens where token_index = ${index}
    limit 1`)
  const owner = rows[0]?.owner
  if (owner === 'another' || owner === 'retired') return owner
  return 'free'
}
