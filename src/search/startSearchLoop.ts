import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { apartFromRequest } from '../request/requestAtHand'
import { catchUp } from './catchUp'

/** So long after a call came it can be found, when little else is going on. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000
const STOP_MS = 1_000

type KeepSearch = { onError: (error: unknown) => void; pool: Pool }

const kept = new WeakSet<Pool>()

/**
 * Keeps calls findable from now on: what comes or changes can be found about a second later, or when
 * there is time. Several processes take turns.
 * @returns what ends it
 */
export const keepSearch = ({ onError, pool }: KeepSearch): (() => Promise<void>) => {
  const controller = new AbortController()
  const { signal } = controller
  const wait = (ms: number) => sleep(ms, undefined, { ref: false, signal }).catch(() => undefined)

  const runForEver = async () => {
    while (!signal.aborted) {
      const failed = await catchUp({ pool, signal }).then(
        () => false,
        (error: unknown) => {
          onError(error)
          return true
        },
      )
      await wait(failed ? AFTER_ERROR_MS : IDLE_MS)
    }
  }
  kept.add(pool)
  const ended = runForEver()

  return async () => {
    controller.abort()
    await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })])
  }
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
