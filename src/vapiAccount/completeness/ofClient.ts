import type { Pool } from 'pg'
import { z } from 'zod'

const rowsSchema = z.array(z.object({ accountID: z.string().nullable() }))

/** The account at Vapi that a client is connected to; null if there is none, or no such client. */
export const accountOfClient = async (pool: Pool, clientID: string): Promise<null | string> => {
  const { rows } = await pool.query({
    text: 'select vapi_account_id as "accountID" from users where id = $1::uuid',
    values: [clientID],
  })
  return rowsSchema.parse(rows)[0]?.accountID ?? null
}
