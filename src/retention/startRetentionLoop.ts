/**
 * Deletes data that has been kept long enough.
 * @module
 */

import type { Pool } from 'pg'
import { withTurn } from '../database/connection/turn'
import { pause } from '../lib/pause'
import { startLoop } from '../lib/startLoop'
import { HOUR_MS, MINUTE_MS } from '../lib/time/units'
import { type Pruned, prune } from './prune'

/** The start of a desk is busy enough. */
const FIRST_RUN_MS = MINUTE_MS

const SHORTEST_PAUSE_MS = 100
/**
 * Pauses are this many times as long as batches, so that intake has the database to itself most of the
 * time.
 */
const PAUSE_FACTOR = 4

const LOCKS = {
  deliveries: 'retention',
  history: 'auditRetention',
  signIns: 'signInRetention',
} as const

type RetentionLoop = {
  /** Rows to delete at a time. */
  batchRows?: number
  /** Rows older than this are deleted; 0 keeps all. */
  days: number
  firstRunMs?: number
  onDeleted: (count: number) => void
  onError: (error: unknown) => void
  pool: Pool
  what?: Pruned
}

/**
 * Starts deleting deliveries, history entries or mails to sign in that are too old: first after a minute, then every hour.
 * @returns stops it; the current batch is finished first, unless the database does not respond
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
      inTurn: (work) => withTurn({ lock: LOCKS[what], pool, work }),
      pause: (tookMs) => pause(Math.max(SHORTEST_PAUSE_MS, tookMs * PAUSE_FACTOR), signal),
      pool,
      shouldContinue: () => !signal.aborted,
      what,
    })
    if (deleted > 0) onDeleted(deleted)
  }
  return startLoop({ every: HOUR_MS, first: firstRunMs, onError, run, spread: 0.2 })
}
