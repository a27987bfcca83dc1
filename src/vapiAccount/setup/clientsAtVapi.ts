import type { Pool } from 'pg'
import { z } from 'zod'

const idsSchema = z.array(z.object({ id: z.string() }))

/** Those of these clients whose token may be in an address at Vapi: with an account, an assistant and a token. */
export const clientsAtVapi = async (pool: Pool, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await pool.query(
    `select id from users
    where id = any($1::uuid[]) and vapi_account_id is not null and vapi_webhook_token_index is not null
      and (nullif(trim(vapi_assistant_id), '') is not null
        or (jsonb_typeof(vapi_assistant_ids) = 'array' and jsonb_array_length(vapi_assistant_ids) > 0))`,
    [ids],
  )
  return idsSchema.parse(rows).map(({ id }) => id)
}
