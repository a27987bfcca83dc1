import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { indexNext } from '../database/searchIndex'
import { withTurn } from '../database/turn'

/** Few enough that neither the thread nor the database is taken for long. */
const BATCH_ROWS = 25
/** Pauses are as long as batches: at most half of the time goes into this. */
const PAUSE_FACTOR = 1

type CatchUp = { pool: Pool; signal?: AbortSignal }

/**
 * Makes all calls findable that came or changed since the last time, unless another process is at it.
 * @returns whether it was this one's turn
 */
export const catchUp = ({ pool, signal }: CatchUp): Promise<boolean> =>
  withTurn({
    lock: 'search',
    pool,
    work: async (assertMine) => {
      for (;;) {
        const start = performance.now()
        if ((await indexNext({ pool, rows: BATCH_ROWS })) === 0) return
        const pause = (performance.now() - start) * PAUSE_FACTOR
        await sleep(pause, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch(() => {})
        if (signal?.aborted) return
        await assertMine()
      }
    },
  })
