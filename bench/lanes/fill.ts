import type pg from 'pg'
import { createCipher } from '../../src/payload/cipher'

/** How many copies and how many text messages wait at once: more than a round can work off. */
const WAITING = 2_000
/** Of how many recordings one comes slowly. */
const SLOW_ONE_IN = 4

/**
 * Gives half of the clients what fills lanes: text messages and kept recordings. Their calls have to be there.
 * @returns the ids of these clients
 */
export const prepareReceivers = async (sql: pg.Pool, count: number): Promise<string[]> => {
  const { rows } = await sql.query<{ id: string }>(
    `update users set keep_recordings = 'on', sms_notifications = true, phone = '+12025550146',
       is_active = true, quiet_from = null, quiet_until = null
     where id in (
       select id from users where vapi_webhook_token_index is not null order by email limit $1)
     returning id`,
    [count],
  )
  return rows.map(({ id }) => id)
}

type Fill = { clients: readonly string[]; secret: string; sql: pg.Pool; storageURL: string }

/** Fills both lanes for calls that have been neither copied nor announced. */
export const fillLanes = async ({ clients, secret, sql, storageURL }: Fill): Promise<void> => {
  const cipher = createCipher(secret)
  const links = [cipher.encrypt(`${storageURL}/fast.wav`), cipher.encrypt(`${storageURL}/slow.wav`)]
  await sql.query(
    `insert into recording_copies (id, client_id, vapi_call_id, link, state, expires_at)
     select gen_random_uuid(), client_id, vapi_call_id,
       case when row_number() over () % $3 = 0 then $5 else $4 end, 'waiting', now() + interval '1 hour'
     from call_summaries call
     where client_id = any($1::uuid[]) and not exists (
       select from recordings kept
       where kept.client_id = call.client_id and kept.vapi_call_id = call.vapi_call_id)
     limit $2
     on conflict (client_id, vapi_call_id) do nothing`,
    [clients, WAITING, SLOW_ONE_IN, ...links],
  )
  await sql.query(
    `insert into notifications
       (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at, attempts)
     select gen_random_uuid(), client_id, 'sms', 'call', 'waiting', id, vapi_call_id, now(), 0
     from call_summaries call
     where client_id = any($1::uuid[]) and not exists (
       select from notifications known
       where known.client_id = call.client_id and known.vapi_call_id = call.vapi_call_id)
     limit $2
     on conflict do nothing`,
    [clients, WAITING],
  )
}

/** Empties both lanes. What is under way ends by itself, without a row. */
export const emptyLanes = async (sql: pg.Pool): Promise<void> => {
  await sql.query('delete from recording_copies')
  await sql.query('delete from notifications')
}
