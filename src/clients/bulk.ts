import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { USER_LABEL } from '../access/userSQL'
import { type BulkEntry, recordingDone } from '../audit/log'
import { generateToken } from '../vapi/token'
import type { SetupStatus } from './setupStatus'
import { tokenIndex } from './tokenIndex'

type OfClients = { entry: BulkEntry; ids: readonly string[]; payload: Payload }

const STATUS_CHANGE = sql.raw(
  `jsonb_build_object('setupStatus', jsonb_build_array(locked.setup_status, users.setup_status))`,
)

/**
 * Gives each of these users a webhook token and moves it to “Token generated”, unless it has a token
 * already. One statement that locks rows in the order of their ids: concurrent calls neither create two
 * tokens for one client nor deadlock.
 * @returns how many got one
 */
export const generateTokens = async ({ entry, ids, payload }: OfClients): Promise<number> => {
  const tokens = ids.map((id) => {
    const token = generateToken()
    return {
      id,
      index: tokenIndex({ secret: payload.secret, token }),
      token: payload.encrypt(token),
    }
  })
  const { rows } = await payload.db.drizzle.execute(sql`
    with locked as (
      select id, setup_status from users
      where id = any(${sql.param([...ids])}::uuid[]) and vapi_webhook_token_index is null
      order by id for update
    ), done as (
      update users set
        vapi_webhook_token = fresh.token,
        vapi_webhook_token_index = fresh.index,
        setup_status = ${'token_generated' satisfies SetupStatus},
        updated_at = now()
      from locked join jsonb_to_recordset(${JSON.stringify(tokens)}::jsonb)
        as fresh(id uuid, token text, index text) using (id)
      where users.id = locked.id and users.vapi_webhook_token_index is null
      returning users.id, ${USER_LABEL} as label, ${STATUS_CHANGE} as changes
    ), ${recordingDone(entry)}
    select id from done`)
  return rows.length
}

/**
 * Sets these users' setup status to live, in one statement that writes nothing else.
 * @returns how many were not live before
 */
export const markLive = async ({ entry, ids, payload }: OfClients): Promise<number> => {
  const { rows } = await payload.db.drizzle.execute(sql`
    with locked as (
      select id, setup_status from users
      where id = any(${sql.param([...ids])}::uuid[])
        and setup_status is distinct from ${'live' satisfies SetupStatus}
      order by id for no key update
    ), done as (
      update users set setup_status = ${'live' satisfies SetupStatus}, updated_at = now()
      from locked where users.id = locked.id
      returning users.id, ${USER_LABEL} as label, ${STATUS_CHANGE} as changes
    ), ${recordingDone(entry)}
    select id from done`)
  return rows.length
}

type MoveOn = { entry: BulkEntry; id: string; payload: Payload; setupStatus: SetupStatus }

/** Sets one client's setup status, and writes only that column. Writes nothing if it has this status already. */
export const moveOn = async ({ entry, id, payload, setupStatus }: MoveOn): Promise<void> => {
  await payload.db.drizzle.execute(sql`
    with locked as (
      select id, setup_status from users
      where id = ${id}::uuid and setup_status is distinct from ${setupStatus}
      for no key update
    ), done as (
      update users set setup_status = ${setupStatus}, updated_at = now()
      from locked where users.id = locked.id
      returning users.id, ${USER_LABEL} as label, ${STATUS_CHANGE} as changes
    ), ${recordingDone(entry)}
    select 1`)
}
