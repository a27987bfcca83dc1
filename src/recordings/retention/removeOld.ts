import type { Pool } from 'pg'

const BATCH_ROWS = 200

// The client's own time, else the desk's. 0 keeps all; clients have none or at least a day.
const DELETE_OLD = `
  with old as (
    select kept.id from recordings as kept join users on users.id = kept.client_id
    where coalesce(users.recording_retention_days, $1::int) > 0
      and kept.kept_at < now() - make_interval(days => coalesce(users.recording_retention_days, $1::int)::int)
    order by kept.kept_at limit $2::int
    for update of kept skip locked
  )
  delete from recordings where id in (select id from old)`

type Remove = {
  /** For how many days the desk keeps recordings; 0 keeps all. */
  days: number
  pool: Pool
  signal: AbortSignal
}

/**
 * Deletes the recordings that were kept long enough, batch by batch. Their files follow as leftovers.
 * @returns how many there were
 */
export const removeOld = async ({ days, pool, signal }: Remove): Promise<number> => {
  let total = 0
  while (!signal.aborted) {
    const { rowCount } = await pool.query({ text: DELETE_OLD, values: [days, BATCH_ROWS] })
    total += rowCount ?? 0
    if ((rowCount ?? 0) < BATCH_ROWS) break
  }
  return total
}
