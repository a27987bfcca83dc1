import { performance } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { withTurn } from '../database/connection/turn'
import { createPacer } from '../lib/createPacer'
import { indexNext } from './indexCalls'

/** Few enough to block neither the thread nor the database for long. */
const BATCH_ROWS = 25
const PACE = { busy: { factor: 99 }, idle: { factor: 1 } }

type CatchUp = { pool: Pool; signal?: AbortSignal }

/**
 * Indexes all calls that were stored or changed since the last time, unless another process is doing it.
 * @returns false when another process is doing it
 */
export const catchUp = async ({ pool, signal }: CatchUp): Promise<boolean> => {
  const pace = createPacer(PACE)
  for (;;) {
    const start = performance.now()
    const turn = await withTurn({
      lock: 'search',
      pool,
      work: (client) => indexNext({ pool: client, rows: BATCH_ROWS }),
    })
    if (turn === null) return false
    if (turn.result === 0) return true
    await pace(performance.now() - start, signal)
    if (signal?.aborted) return true
  }
}
