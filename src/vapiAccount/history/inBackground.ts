import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { sharedMap } from '../../lib/inProcess'
import { apartFromRequest } from '../../request/requestAtHand'
import { workOnHistory } from './workOnHistory'

/** By pool: whether somebody has asked since the last look. */
const inBackground = sharedMap<Pool, { asked: boolean }>('vapiHistoriesInBackground')

/**
 * Works on imports of past calls beside the loop: without waiting for it, and where there is none, as under plain
 * `next start`. After an error, whoever looks at the run next tries again.
 */
export const historyInBackground = (payload: Payload): void => {
  const { pool } = payload.db
  const known = inBackground.get(pool)
  if (known) {
    known.asked = true
    return
  }
  const state = { asked: true }
  inBackground.set(pool, state)
  const { signal } = new AbortController()
  const work = async () => {
    while (state.asked) {
      state.asked = false
      await workOnHistory({ payload, signal })
    }
  }
  void apartFromRequest(work)
    .catch((err: unknown) => payload.logger.error({ err, msg: 'Importing past calls failed' }))
    .finally(() => inBackground.delete(pool))
}
