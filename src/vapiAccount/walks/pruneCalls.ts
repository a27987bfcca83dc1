import type { Payload } from 'payload'
import { z } from 'zod'
import { MAX_WINDOW_DAYS } from '../completeness/completeness'

const BATCH = 2_000

// A call that is scheduled for later is still to come, however long ago that was decided.
const PRUNE = `
  delete from vapi_calls where account_id = $1::uuid and call_id in (
    select call_id from vapi_calls
    where account_id = $1::uuid and created_at < now() - interval '${MAX_WINDOW_DAYS} days'
      and coalesce(scheduled_for, created_at) < now() - interval '${MAX_WINDOW_DAYS} days'
      and seen_at < now() - interval '2 days'
    limit ${BATCH})`

const idsSchema = z.array(z.object({ id: z.string() }))

/**
 * Deletes what is noted of calls that are too old for Vapi to have, some thousand in a statement: also of accounts that
 * cannot be asked any more. The desk's own calls stay.
 */
export const pruneCalls = async ({
  payload,
  signal,
}: {
  payload: Payload
  signal: AbortSignal
}): Promise<void> => {
  const { pool } = payload.db
  const { rows } = await pool.query('select id from vapi_accounts order by id')
  for (const { id } of idsSchema.parse(rows)) {
    let deleted = BATCH
    while (deleted === BATCH && !signal.aborted) {
      deleted = (await pool.query(PRUNE, [id])).rowCount ?? 0
    }
  }
}
