import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { sharedMap } from '../lib/inProcess'
import { apartFromRequest } from './requestAtHand'

type Background = {
  /** For the log, after an error. */
  failed: string
  /** One for the process. */
  name: string
  work: (payload: Payload) => Promise<unknown>
}

/**
 * Work that goes on after the request that asked for it, once at a time in a process. Whoever asks meanwhile has it done
 * once more afterwards. After an error, it waits for whoever asks next.
 */
export const inBackground = ({ failed, name, work }: Background): ((payload: Payload) => void) => {
  // By pool: whether somebody has asked since the work last began.
  const underWay = sharedMap<Pool, { asked: boolean }>(name)
  return (payload) => {
    const { pool } = payload.db
    const known = underWay.get(pool)
    if (known) {
      known.asked = true
      return
    }
    const state = { asked: true }
    underWay.set(pool, state)
    const untilDone = async () => {
      while (state.asked) {
        state.asked = false
        await work(payload)
      }
    }
    void apartFromRequest(untilDone)
      .catch((err: unknown) => payload.logger.error({ err, msg: failed }))
      .finally(() => underWay.delete(pool))
  }
}
