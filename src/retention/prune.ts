import type { Pool } from 'pg'
import { z } from 'zod'

/** How much a batch deletes: little enough that nothing waits for it. */
const BATCH_ROWS = 500

const batchSchema = z.tuple([
  z.object({ deleted: z.coerce.number(), reached: z.date().nullable() }),
])

/**
 * Deletes the oldest deliveries that are too old. `$1` age in days, `$2` how many at most, `$3` where
 * the batch before ended, so that index entries of what is gone are not walked again. Rows that
 * somebody else holds, such as for a replay, are left for another time.
 */
const DELETE_BATCH = `
  with old as (
    select id from webhook_deliveries
    where received_at < now() - make_interval(days => $1::int)
      and received_at >= coalesce($3::timestamptz, '-infinity')
    order by received_at limit $2::int
    for update skip locked
  ), gone as (
    delete from webhook_deliveries where id in (select id from old) returning received_at
  )
  select count(*) as deleted, max(received_at) as reached from gone`

type Prune = {
  /** Rows to delete at a time. */
  batchRows?: number
  /** What is older goes. */
  days: number
  /** Whether to go on; asked before each batch. */
  goOn?: () => Promise<boolean>
  /** Waits between batches. @param tookMs how long the batch took */
  pause?: (tookMs: number) => Promise<void>
  pool: Pick<Pool, 'query'>
}

/**
 * Deletes deliveries older than so many days in small batches, each committed by itself. Whether they
 * need review makes no difference; call summaries stay.
 * @returns how many were deleted
 */
export const pruneDeliveries = async ({
  batchRows = BATCH_ROWS,
  days,
  goOn = async () => true,
  pause = async () => {},
  pool,
}: Prune): Promise<number> => {
  let total = 0
  let reached: Date | null = null
  while (await goOn()) {
    const start = performance.now()
    const { rows } = await pool.query({ text: DELETE_BATCH, values: [days, batchRows, reached] })
    const [batch] = batchSchema.parse(rows)
    total += batch.deleted
    reached = batch.reached ?? reached
    if (batch.deleted < batchRows) break
    await pause(performance.now() - start)
  }
  return total
}
