import type { Pool } from 'pg'
import { startLoop } from '../lib/startLoop'
import { apartFromRequest } from '../request/requestAtHand'
import { catchUp } from './catchUp'

/** How long after a call was stored it can be found, while the process is idle. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000

type SearchLoop = { onError: (error: unknown) => void; pool: Pool }

/** Pools whose calls are being indexed by this process. */
const indexed = new WeakSet<Pool>()

/**
 * Starts keeping the search index up to date: new and changed calls can be found about a second later,
 * or later while the process is busy. Several processes take turns.
 * @returns stops it
 */
export const startSearchLoop = ({ onError, pool }: SearchLoop): (() => Promise<void>) => {
  indexed.add(pool)
  return startLoop({
    afterError: AFTER_ERROR_MS,
    every: IDLE_MS,
    onError,
    run: (signal) => catchUp({ pool, signal }),
  })
}

/**
 * Updates the index in the background when somebody searches and no loop does it: under plain `next
 * start` and on serverless hosts. The search does not wait for it, and an error is ignored: the next
 * search tries again.
 */
export const indexInBackground = (pool: Pool): void => {
  if (indexed.has(pool)) return
  indexed.add(pool)
  const caughtUp = apartFromRequest(() => catchUp({ pool }))
  void caughtUp.catch(() => undefined).finally(() => indexed.delete(pool))
}
