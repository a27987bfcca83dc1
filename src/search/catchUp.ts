import { performance } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { withTurn } from '../database/connection/turn'
import { createPacer } from '../lib/createPacer'
import { indexNext } from './indexCalls'

/** Few enough that neither the thread nor the database is taken for long. */
const BATCH_ROWS = 25
const PACE = { busy: { factor: 99 }, idle: { factor: 1 } }

type CatchUp = { pool: Pool; signal?: AbortSignal }

/**
 * Makes all calls findable that came or changed since the last time, unless another process is at it.
 * @returns whether it was this one's turn
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
