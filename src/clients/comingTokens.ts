import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { USER_LABEL } from '../access/userSQL'
import { type BulkEntry, recordingDone } from '../audit/log'
import { generateToken, isTokenShaped } from '../vapi/token'
import { tokenIndex } from './tokenIndex'

/**
 * So long a token is accepted that is being written at Vapi. Nobody else knows it, and a process that dies after Vapi
 * has it must not lose reports: whoever rotates next goes on with it.
 */
const ACCEPTED_DAYS = 30

/** A token that the desk accepts beside the client's, before it becomes the client's. */
export type ComingToken = { index: string; token: string }

type OfClient = {
  clientID: string
  /** The index of the client's present token. */
  from: string
  payload: Payload
}

const rowSchema = z.array(z.object({ index: z.string(), token: z.string() })).max(1)

const readable = (payload: Payload, stored: string): null | string => {
  try {
    const token: unknown = payload.decrypt(stored)
    return isTokenShaped(token) ? token : null
  } catch {
    return null
  }
}

/**
 * Accepts a new token beside the client's own: one that an earlier rotation left half-way, else a new one.
 * @returns null if the client's token is no longer that of `from`
 */
export const acceptComing = async ({
  clientID,
  from,
  payload,
}: OfClient): Promise<ComingToken | null> =>
  payload.db.drizzle.transaction(async (transaction) => {
    const locked = await transaction.execute(sql`
      select 1 from users where id = ${clientID}::uuid and vapi_webhook_token_index = ${from} for update`)
    if (locked.rows.length === 0) return null
    const { rows } = await transaction.execute(sql`
      update webhook_retired_tokens set expires_at = now() + make_interval(days => ${ACCEPTED_DAYS})
      where id = (select id from webhook_retired_tokens
        where client_id = ${clientID}::uuid and is_coming and expires_at > now() limit 1)
      returning token, token_index as index`)
    const [known] = rowSchema.parse(rows)
    const kept = known ? readable(payload, known.token) : null
    if (known && kept !== null) return { index: known.index, token: kept }
    const token = generateToken()
    const index = tokenIndex({ secret: payload.secret, token })
    await transaction.execute(sql`
      insert into webhook_retired_tokens (client_id, token, token_index, expires_at, is_coming)
      values (${clientID}::uuid, ${payload.encrypt(token)}, ${index},
        now() + make_interval(days => ${ACCEPTED_DAYS}), true)`)
    return { index, token }
  })

/**
 * Ends a token that Vapi did not get. It is kept as one that was never used again.
 */
export const dropComing = async (payload: Payload, { index }: ComingToken): Promise<void> =>
  void (await payload.db.pool.query(
    `update webhook_retired_tokens set expires_at = now(), is_coming = false
    where token_index = $1 and is_coming`,
    [index],
  ))

type Swap = OfClient & { coming: ComingToken; entry: BulkEntry; graceHours: number }

/**
 * Makes the token the client's that Vapi has now. From here on, the former one works for `graceHours`.
 * @returns false if the client's token was changed meanwhile, or the new one was revoked: nothing was changed
 */
export const swapComing = async ({
  clientID,
  coming,
  entry,
  from,
  graceHours,
  payload,
}: Swap): Promise<boolean> =>
  payload.db.drizzle.transaction(async (transaction) => {
    const locked = await transaction.execute(sql`
      select users.id from users join webhook_retired_tokens coming
        on coming.token_index = ${coming.index} and coming.client_id = users.id
        and coming.is_coming and coming.expires_at > now()
      where users.id = ${clientID}::uuid and users.vapi_webhook_token_index = ${from}
      for update of users, coming`)
    if (locked.rows.length === 0) return false
    // It becomes the client's, and will be retired under the same index.
    await transaction.execute(
      sql`delete from webhook_retired_tokens where token_index = ${coming.index}`,
    )
    await transaction.execute(sql`
      with retired as (
        insert into webhook_retired_tokens (client_id, token, token_index, expires_at)
        select id, vapi_webhook_token, vapi_webhook_token_index,
          now() + make_interval(hours => 1) * ${graceHours}
        from users where id = ${clientID}::uuid
      ), done as (
        update users set vapi_webhook_token = ${payload.encrypt(coming.token)},
          vapi_webhook_token_index = ${coming.index}, updated_at = now()
        where id = ${clientID}::uuid
        returning users.id, ${USER_LABEL} as label, null::jsonb as changes
      ), ${recordingDone(entry)}
      select id from done`)
    return true
  })
