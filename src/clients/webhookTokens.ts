import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { USER_LABEL } from '../access/userSQL'
import { type BulkEntry, recordingDone } from '../audit/log'
import { isTokenShaped } from '../vapi/token'

const rowsSchema = z.array(
  z.object({ email: z.string(), name: z.string().nullable(), token: z.string() }),
)

/** A client with its webhook token, and its business name if it has one. */
export type ClientToken = { businessName: null | string; email: string; token: string }

type OfClients = { entry: BulkEntry; ids: readonly string[]; payload: Payload }

/**
 * The webhook tokens of these users, in the order of their display names, recorded in the same statement as
 * shown. Users without a token are left out, and so is a token that was encrypted under another secret.
 */
export const showTokens = async ({ entry, ids, payload }: OfClients): Promise<ClientToken[]> => {
  const { rows } = await payload.db.drizzle.execute(sql`
    with done as (
      select users.id, ${USER_LABEL} as label, null::jsonb as changes
      from users
      where id = any(${sql.param([...ids])}::uuid[]) and vapi_webhook_token_index is not null
    ), ${recordingDone(entry)}
    select users.email, users.business_name as name, users.vapi_webhook_token as token
    from users join done using (id) order by done.label, users.id`)
  return rowsSchema.parse(rows).flatMap(({ email, name, token: stored }) => {
    try {
      const token: unknown = payload.decrypt(stored)
      return isTokenShaped(token) ? [{ businessName: name, email, token }] : []
    } catch {
      return []
    }
  })
}
