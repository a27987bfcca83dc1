import type { Pool } from 'pg'
import { z } from 'zod'

const rowsSchema = z.array(z.object({ id: z.string() }))

const FIND = {
  name: 'desk_history_held',
  text: `
    select asked.call_id as id from unnest($1::uuid[], $2::text[]) as asked (client_id, call_id)
    where exists (select from call_summaries call
      where call.client_id = asked.client_id and call.vapi_call_id = asked.call_id)`,
}

type Asked = { callID: string; clientID: string }

/** The ids of those calls that the desk has for their client. */
export const findHeld = async (
  pool: Pool,
  asked: readonly Asked[],
): Promise<ReadonlySet<string>> => {
  if (asked.length === 0) return new Set()
  const values = [asked.map(({ clientID }) => clientID), asked.map(({ callID }) => callID)]
  const { rows } = await pool.query({ ...FIND, values })
  return new Set(rowsSchema.parse(rows).map(({ id }) => id))
}
