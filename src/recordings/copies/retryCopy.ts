import type { Pool } from 'pg'

const RETRY = `
  update recording_copies copy set due_at = now(), attempts = 0, first_tried_at = null, updated_at = now()
  from call_summaries call
  where call.id = $1::uuid and copy.client_id = call.client_id and copy.vapi_call_id = call.vapi_call_id
    and copy.state = 'waiting' and copy.expires_at > now()
  returning copy.id`

/**
 * Tries the copy of a call's recording again now, with a fresh count of attempts, if it waits.
 * @returns false if there is none whose link still lives
 */
export const retryCopy = async (pool: Pool, callID: string): Promise<boolean> => {
  const { rows } = await pool.query({ text: RETRY, values: [callID] })
  return rows.length > 0
}
