import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { tokenIndex } from '../ingest/tokenIndex'
import type { SetupStatus } from '../setupStatus'
import { generateToken } from '../vapi/token'

type OfClients = { ids: readonly string[]; payload: Payload }

/**
 * Gives each of these users a webhook token and moves it to “Token generated”, unless it has a
 * token already. One statement, locking in id order: two people at once neither make two tokens for
 * one client nor wait for each other forever.
 * @returns how many were given one
 */
export const generateTokens = async ({ ids, payload }: OfClients): Promise<number> => {
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
      select id from users
      where id = any(${sql.param([...ids])}::uuid[]) and vapi_webhook_token_index is null
      order by id for update
    )
    update users set
      vapi_webhook_token = fresh.token,
      vapi_webhook_token_index = fresh.index,
      setup_status = ${'token_generated' satisfies SetupStatus},
      updated_at = now()
    from locked join jsonb_to_recordset(${JSON.stringify(tokens)}::jsonb)
      as fresh(id uuid, token text, index text) using (id)
    where users.id = locked.id and users.vapi_webhook_token_index is null
    returning users.id`)
  return rows.length
}

/**
 * Marks these users' set-up as live, in one statement that writes nothing else.
 * @returns how many were not live before
 */
export const markLive = async ({ ids, payload }: OfClients): Promise<number> => {
  const { rows } = await payload.db.drizzle.execute(sql`
    with locked as (
      select id from users
      where id = any(${sql.param([...ids])}::uuid[])
        and setup_status is distinct from ${'live' satisfies SetupStatus}
      order by id for update
    )
    update users set setup_status = ${'live' satisfies SetupStatus}, updated_at = now()
    from locked where users.id = locked.id
    returning users.id`)
  return rows.length
}
