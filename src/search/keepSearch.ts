import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { indexNext } from '../database/searchIndex'
import { withTurn } from '../database/turn'

/** So long after a call came it can be found, when little else is going on. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000
/** Few enough that neither the thread nor the database is taken for long. */
const BATCH_ROWS = 25
/** Pauses are as long as batches: at most half of the time goes into this. */
const PAUSE_FACTOR = 1
const STOP_MS = 1_000

type KeepSearch = { onError: (error: unknown) => void; pool: Pool }

/**
 * Keeps calls findable from now on: what comes or changes can be found about a second later, or when
 * there is time. Several processes take turns.
 * @returns what ends it
 */
export const keepSearch = ({ onError, pool }: KeepSearch): (() => Promise<void>) => {
  const controller = new AbortController()
  const { signal } = controller
  const wait = (ms: number) => sleep(ms, undefined, { ref: false, signal }).catch(() => undefined)

  const run = () =>
    withTurn({
      lock: 'search',
      pool,
      work: async (assertMine) => {
        for (;;) {
          const start = performance.now()
          const indexed = await indexNext({ pool, rows: BATCH_ROWS })
          await wait((performance.now() - start) * PAUSE_FACTOR)
          if (indexed === 0 || signal.aborted) return
          await assertMine()
        }
      },
    })

  const runForEver = async () => {
    while (!signal.aborted) {
      const failed = await run().then(
        () => false,
        (error: unknown) => {
          onError(error)
          return true
        },
      )
      await wait(failed ? AFTER_ERROR_MS : IDLE_MS)
    }
  }
  const ended = runForEver()

  return async () => {
    controller.abort()
    await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })])
  }
}
