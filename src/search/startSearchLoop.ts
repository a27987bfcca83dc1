import type { Pool } from 'pg'
import { startLoop } from '../lib/startLoop'
import { apartFromRequest } from '../request/requestAtHand'
import { catchUp } from './catchUp'

/** So long after a call came it can be found, when little else is going on. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000

type SearchLoop = { onError: (error: unknown) => void; pool: Pool }

const kept = new WeakSet<Pool>()

/**
 * Keeps calls findable from now on: what comes or changes can be found about a second later, or when
 * there is time. Several processes take turns.
 * @returns what ends it
 */
export const startSearchLoop = ({ onError, pool }: SearchLoop): (() => Promise<void>) => {
  kept.add(pool)
  return startLoop({
    afterError: AFTER_ERROR_MS,
    every: IDLE_MS,
    onError,
    run: (signal) => catchUp({ pool, signal }),
  })
}

/**
 * Has calls made findable while somebody searches, where no timer does that: under plain `next start`
 * and on serverless hosts. Nobody waits for it, and what fails is tried with the next search.
 */
export const indexMeanwhile = (pool: Pool): void => {
  if (kept.has(pool)) return
  kept.add(pool)
  const indexed = apartFromRequest(() => catchUp({ pool }))
  void indexed.catch(() => undefined).finally(() => kept.delete(pool))
}
