import type { Endpoint } from 'payload'
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

/**
 * `GET /api/health`: 200 when the database answers, else 503. It asks as reports do: a desk that is busy
 * with other things still takes them in, and no balancer may send them elsewhere.
 */
export const health: Endpoint = {
  handler: async ({ payload }) => {
    try {
      await askOnce(intakePool(payload.db.pool))
      return Response.json({ status: 'ok' })
    } catch {
      return refuseWith('DATABASE_AWAY')
    }
  },
  method: 'get',
  path: '/health',
}
