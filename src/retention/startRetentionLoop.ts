import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { withTurn } from '../database/connection/turn'
import { type Kept, prune } from './prune'

/** A start is busy enough, and of several processes that start together not all should ask at once. */
const FIRST_RUN_MS = 60_000
const BETWEEN_RUNS_MS = 60 * 60_000
const SPREAD = 0.2

const SHORTEST_PAUSE_MS = 100
/** Pauses are so many times as long as batches: ingest has the database to itself mostly. */
const PAUSE_FACTOR = 4

const STOP_MS = 1_000

const LOCKS = { deliveries: 'retention', history: 'auditRetention' } as const

type KeepRetention = {
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
export const keepRetention = ({
  batchRows,
  days,
  firstRunMs = FIRST_RUN_MS,
  onDeleted,
  onError,
  pool,
  what = 'deliveries',
}: KeepRetention): (() => Promise<void>) => {
  if (days === 0) return async () => undefined
  const { abort, signal } = stopping()
  const wait = (ms: number) => sleep(ms, undefined, { ref: false, signal }).catch(() => undefined)

  const run = async () => {
    const deleted = await prune({
      batchRows,
      days,
      goOn: () => !signal.aborted,
      inTurn: (work) => withTurn({ lock: LOCKS[what], pool, work }),
      pause: (tookMs) => wait(Math.max(SHORTEST_PAUSE_MS, tookMs * PAUSE_FACTOR)),
      pool,
      what,
    })
    if (deleted > 0) onDeleted(deleted)
  }

  const runForEver = async () => {
    await wait(firstRunMs * spread())
    while (!signal.aborted) {
      await run().catch(onError)
      await wait(BETWEEN_RUNS_MS * spread())
    }
  }
  const ended = runForEver()

  return async () => {
    abort()
    const { abort: notNeeded, signal: inTime } = stopping()
    await Promise.race([ended, sleep(STOP_MS, undefined, { signal: inTime }).catch(() => {})])
    notNeeded()
  }
}

const spread = () => 1 + SPREAD * Math.random()

const stopping = () => {
  const controller = new AbortController()
  return { abort: () => controller.abort(), signal: controller.signal }
}
