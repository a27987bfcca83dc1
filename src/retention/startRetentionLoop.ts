import type { Pool } from 'pg'
import { withTurn } from '../database/connection/turn'
import { pause } from '../lib/pause'
import { startLoop } from '../lib/startLoop'
import { HOUR_MS, MINUTE_MS } from '../lib/time/units'
import { type Kept, prune } from './prune'

/** A start is busy enough, and of several processes that start together not all should ask at once. */
const FIRST_RUN_MS = MINUTE_MS

const SHORTEST_PAUSE_MS = 100
/** Pauses are so many times as long as batches: ingest has the database to itself mostly. */
const PAUSE_FACTOR = 4

const LOCKS = { deliveries: 'retention', history: 'auditRetention' } as const

type RetentionLoop = {
  /** Rows to delete at a time. */
  batchRows?: number
  /** What is older goes; 0 keeps all. */
  days: number
  firstRunMs?: number
  onDeleted: (count: number) => void
  onError: (error: unknown) => void
  pool: Pool
  what?: Kept
}

/**
 * Deletes deliveries or entries of the history that are too old, from now on, a minute after the
 * start and then every hour.
 * @returns what ends it: a batch under way is finished, unless the database is silent
 */
export const startRetentionLoop = ({
  batchRows,
  days,
  firstRunMs = FIRST_RUN_MS,
  onDeleted,
  onError,
  pool,
  what = 'deliveries',
}: RetentionLoop): (() => Promise<void>) => {
  if (days === 0) return async () => undefined
  const run = async (signal: AbortSignal) => {
    const deleted = await prune({
      batchRows,
      days,
      goOn: () => !signal.aborted,
      inTurn: (work) => withTurn({ lock: LOCKS[what], pool, work }),
      pause: (tookMs) => pause(Math.max(SHORTEST_PAUSE_MS, tookMs * PAUSE_FACTOR), signal),
      pool,
      what,
    })
    if (deleted > 0) onDeleted(deleted)
  }
  return startLoop({ every: HOUR_MS, first: firstRunMs, onError, run, spread: 0.2 })
}
