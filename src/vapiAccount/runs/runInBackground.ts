import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { sharedMap } from '../../lib/inProcess'
import { apartFromRequest } from '../../request/requestAtHand'
import { continueRuns, isLooped } from './workOnRuns'

/** By pool: whether somebody has asked since the last look. */
const inBackground = sharedMap<Pool, { asked: boolean }>('vapiRunsInBackground')

/**
 * Works on runs in the background where no loop does it: under plain `next start` and on serverless hosts. After an
 * error, whoever looks at the run next tries again.
 */
export const runInBackground = (payload: Payload): void => {
  const { pool } = payload.db
  const known = inBackground.get(pool)
  if (known) known.asked = true
  if (known || isLooped(pool)) return
  const state = { asked: true }
  inBackground.set(pool, state)
  const work = async () => {
    const { signal } = new AbortController()
    while (state.asked) {
      state.asked = false
      await continueRuns({ payload, signal })
    }
  }
  void apartFromRequest(work)
    .catch((err: unknown) => payload.logger.error({ err, msg: 'A run at Vapi stopped half-way' }))
    .finally(() => inBackground.delete(pool))
}
