import { performance } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { withTurn } from '../database/connection/turn'
import { pause } from '../lib/pause'
import { indexNext } from './indexCalls'

/** Few enough that neither the thread nor the database is taken for long. */
const BATCH_ROWS = 25
/** Pauses are so many times as long as batches: while the process has other work, that comes first. */
const PAUSE_FACTOR = { busy: 99, idle: 1 }
/** The share of a pause in which the process worked, at something else than this. */
const BUSY = 0.1

type CatchUp = { pool: Pool; signal?: AbortSignal }

/**
 * Makes all calls findable that came or changed since the last time, unless another process is at it.
 * @returns whether it was this one's turn
 */
export const catchUp = async ({ pool, signal }: CatchUp): Promise<boolean> => {
  let isBusy = false
  for (;;) {
    const start = performance.now()
    const turn = await withTurn({
      lock: 'search',
      pool,
      work: (client) => indexNext({ pool: client, rows: BATCH_ROWS }),
    })
    if (turn === null) return false
    if (turn.result === 0) return true
    const factor = isBusy ? PAUSE_FACTOR.busy : PAUSE_FACTOR.idle
    const milliseconds = (performance.now() - start) * factor
    const before = performance.eventLoopUtilization()
    await pause(milliseconds, signal)
    isBusy = performance.eventLoopUtilization(before).utilization > BUSY
    if (signal?.aborted) return true
  }
}
