import type { Pool } from 'pg'
import { z } from 'zod'
import type { TurnClient } from '../database/connection/turn'

/** How many rows a batch deletes: few enough that nothing has to wait for it. */
const BATCH_ROWS = 500

const batchSchema = z.tuple([
  z.object({ deleted: z.coerce.number(), reached: z.date().nullable() }),
])

/** The tables that are pruned, and the column that tells the age of a row. */
const PRUNED = {
  deliveries: { at: 'received_at', table: 'webhook_deliveries' },
  history: { at: 'at', table: 'audit_log' },
  signIns: { at: 'expires_at', table: 'sign_in_requests' },
} as const

/** What can be pruned. */
export type Pruned = keyof typeof PRUNED

/**
 * Deletes the oldest rows above the age limit. `$1` age in days, `$2` how many at most, `$3` where the
 * batch before ended, so that index entries of deleted rows are not scanned again. Rows that are
 * locked, such as by a replay, are skipped this time.
 */
const deleteBatch = ({ at, table }: (typeof PRUNED)[Pruned]): string => `
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
  /** Rows older than this are deleted. */
  days: number
  /** Runs a batch if it is this process's turn; resolves with null if it is not. */
  inTurn?: <Result>(
    work: (client: TurnClient) => Promise<Result>,
  ) => Promise<null | { result: Result }>
  /** Waits between batches. @param tookMs how long the batch took */
  pause?: (tookMs: number) => Promise<void>
  pool: Pick<Pool, 'query'>
  /** Called before each batch; false ends the pruning. */
  shouldContinue?: () => boolean
  what?: Pruned
}

/**
 * Deletes rows that are older than a number of days, in small batches, each in its own transaction. By
 * default it deletes deliveries, including those that need review. Call summaries are never deleted.
 * @returns how many rows were deleted
 */
export const prune = async ({
  batchRows = BATCH_ROWS,
  days,
  inTurn = async (work) => ({ result: await work(pool) }),
  pause = async () => {},
  pool,
  shouldContinue = () => true,
  what = 'deliveries',
}: Prune): Promise<number> => {
  const text = deleteBatch(PRUNED[what])
  let total = 0
  let reached: Date | null = null
  while (shouldContinue()) {
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
