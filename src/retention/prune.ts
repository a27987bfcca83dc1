import type { Pool } from 'pg'
import { z } from 'zod'
import type { TurnClient } from '../database/connection/turn'

/** How much a batch deletes: little enough that nothing waits for it. */
const BATCH_ROWS = 500

const batchSchema = z.tuple([
  z.object({ deleted: z.coerce.number(), reached: z.date().nullable() }),
])

/** What is kept for so long only, and the moment that its age goes by. */
const KEPT = {
  deliveries: { at: 'received_at', table: 'webhook_deliveries' },
  history: { at: 'at', table: 'audit_log' },
} as const

/** What is deleted when it is old. */
export type Kept = keyof typeof KEPT

/**
 * Deletes the oldest rows that are too old. `$1` age in days, `$2` how many at most, `$3` where the
 * batch before ended, so that index entries of what is gone are not walked again. Rows that somebody
 * else holds, such as for a replay, are left for another time.
 */
const deleteBatch = ({ at, table }: (typeof KEPT)[Kept]): string => `
  with old as (
    select id from ${table}
    where ${at} < now() - make_interval(days => $1::int)
      and ${at} >= coalesce($3::timestamptz, '-infinity')
    order by ${at} limit $2::int
    for update skip locked
  ), gone as (
    delete from ${table} where id in (select id from old) returning ${at} as at
  )
  select count(*) as deleted, max(at) as reached from gone`

type Prune = {
  /** Rows to delete at a time. */
  batchRows?: number
  /** What is older goes. */
  days: number
  /** Whether to go on; asked before each batch. */
  goOn?: () => boolean
  /** Does a batch when it is this process's turn; null: it is not. */
  inTurn?: <Result>(
    work: (client: TurnClient) => Promise<Result>,
  ) => Promise<null | { result: Result }>
  /** Waits between batches. @param tookMs how long the batch took */
  pause?: (tookMs: number) => Promise<void>
  pool: Pick<Pool, 'query'>
  what?: Kept
}

/**
 * Deletes what is older than so many days in small batches, each committed by itself: deliveries,
 * whether or not they need review, unless told otherwise. Call summaries stay.
 * @returns how many were deleted
 */
export const prune = async ({
  batchRows = BATCH_ROWS,
  days,
  goOn = () => true,
  inTurn = async (work) => ({ result: await work(pool) }),
  pause = async () => {},
  pool,
  what = 'deliveries',
}: Prune): Promise<number> => {
  const text = deleteBatch(KEPT[what])
  let total = 0
  let reached: Date | null = null
  while (goOn()) {
    const start = performance.now()
    const values = [days, batchRows, reached]
    const turn = await inTurn((client) => client.query({ text, values }))
    if (turn === null) break
    const [batch] = batchSchema.parse(turn.result.rows)
    total += batch.deleted
    reached = batch.reached ?? reached
    if (batch.deleted < batchRows) break
    await pause(performance.now() - start)
  }
  return total
}
