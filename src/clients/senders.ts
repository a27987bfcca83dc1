import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { USER_LABEL } from '../access/userSQL'
import { type BulkEntry, recordingDone } from '../audit/log'
import { type InTransaction, requestDb } from '../database/connection/requestDb'
import { DEFAULT_GRACE_HOURS } from '../sender/grace'

type RetireSender = {
  /** Whether the replaced settings keep working for a grace period. */
  keeps: boolean
  req: InTransaction
  /** The replaced settings as stored, with the secret encrypted. */
  sender: unknown
  userID: string
}

/** Retires a client's sender settings, in the transaction of the edit that replaces them. */
export const retireSender = async ({ keeps, req, sender, userID }: RetireSender): Promise<void> => {
  const db = await requestDb(req)
  // Expired secrets are of no use, so they are deleted.
  await db.execute(sql`
    delete from webhook_retired_senders
    where client_id = ${userID}::uuid and (expires_at <= now() or ${!keeps})`)
  if (!keeps) return
  await db.execute(sql`
    insert into webhook_retired_senders (client_id, sender, expires_at)
    values (${userID}::uuid, ${JSON.stringify(sender)}::jsonb,
      now() + make_interval(hours => 1) * ${DEFAULT_GRACE_HOURS})`)
}

type OfClients = { entry: BulkEntry; ids: readonly string[]; payload: Payload }

/**
 * Ends the grace period of these users' retired secrets. Also changes the guard's version, so that no process
 * accepts them from its cache.
 * @returns how many had a retired secret that still worked
 */
export const endRetiredSenders = async ({ entry, ids, payload }: OfClients): Promise<number> =>
  payload.db.drizzle.transaction(async (transaction) => {
    const clients = sql`${sql.param([...ids])}::uuid[]`
    await transaction.execute(
      sql`select 1 from users where id = any(${clients}) order by id for no key update`,
    )
    const { rows } = await transaction.execute(sql`
      with ended as (
        delete from webhook_retired_senders where client_id = any(${clients})
        returning client_id, expires_at
      ), done as (
        update users set vapi_guard = gen_random_uuid()::text, updated_at = now()
        where vapi_guard is not null
          and id in (select client_id from ended where expires_at > now())
        returning users.id, ${USER_LABEL} as label, null::jsonb as changes
      ), ${recordingDone(entry)}
      select id from done`)
    return rows.length
  })
