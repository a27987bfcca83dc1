import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../connection/requestDb'

const sessionsSchema = z.array(
  z.object({ createdAt: z.coerce.date(), expiresAt: z.coerce.date(), id: z.string() }),
)

type WriteUserSessions = { req: InTransaction; sessions: unknown; userID: string }

/**
 * Updates a user's stored sessions from the list that one of Payload's auth operations passes on. If the list
 * contains a new session, that is added and expired ones are deleted. Otherwise only the listed ones remain.
 */
export const writeUserSessions = async ({
  req,
  sessions,
  userID,
}: WriteUserSessions): Promise<void> => {
  const wanted = sessionsSchema.parse(sessions ?? [])
  const db = await requestDb(req)
  // Locks the user first, as a sign-in does: otherwise each could wait for sessions that the other has
  // locked.
  await db.execute(sql`select 1 from users where id = ${userID}::uuid for no key update`)
  const rows = sql`select * from jsonb_to_recordset(${JSON.stringify(
    wanted.map((session, order) => ({ ...session, order: order + 1 })),
  )}::jsonb) as s(id text, "order" int, "createdAt" timestamptz, "expiresAt" timestamptz)`
  const { rows: added } = await db.execute(sql`
    insert into users_sessions (id, _parent_id, _order, created_at, expires_at)
    select s.id, ${userID}::uuid, s."order", s."createdAt", s."expiresAt" from (${rows}) s
    on conflict (id) do update set expires_at = excluded.expires_at
    returning (xmax = 0) as added`)
  const keepsOthers = added.some((row) => row.added === true)
  await db.execute(
    keepsOthers
      ? sql`delete from users_sessions where _parent_id = ${userID}::uuid and expires_at < now()`
      : sql`delete from users_sessions where _parent_id = ${userID}::uuid
            and id not in (select s.id from (${rows}) s)`,
  )
}
