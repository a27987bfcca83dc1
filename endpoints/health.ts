import type { Endpoint, Payload } from 'payload'
import type { Pool } from 'pg'
import { withDeadline } from '../src/database/connection/deadline'
import { intakePool } from '../src/database/connection/pool'
import { refuseWith } from '../src/refusals/refusals'

const DATABASE_TIMEOUT_MS = 3_000

let asked: Promise<unknown> | undefined

/** Whoever asks meanwhile shares the answer: a flood of checks takes one connection. */
const askOnce = (pool: Pool): Promise<unknown> => {
  asked ??= withDeadline(pool, Date.now() + DATABASE_TIMEOUT_MS)
    .query({ text: 'select 1', values: [] })
    .finally(() => {
      asked = undefined
    })
  return asked
}

/** Below the API's root. */
export const HEALTH_PATH = '/health'

/**
 * Says how the desk is: 200 when the database answers, else 503. It asks as reports do: a desk that is busy
 * with other things still takes them in, and no balancer may send them elsewhere. It is the same for
 * everybody: nobody is signed in for it, and nothing that was sent is looked at.
 */
export const answerHealth = async ({ db }: Pick<Payload, 'db'>): Promise<Response> => {
  try {
    await askOnce(intakePool(db.pool))
    return Response.json({ status: 'ok' })
  } catch {
    return refuseWith('DATABASE_AWAY')
  }
}

/** `GET /api/health`: see {@link answerHealth}. */
export const health: Endpoint = {
  handler: ({ payload }) => answerHealth(payload),
  method: 'get',
  path: HEALTH_PATH,
}
