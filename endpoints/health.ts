import type { Endpoint, Payload } from 'payload'
import type { Pool } from 'pg'
import { withDeadline } from '../src/database/connection/deadline'
import { intakePool } from '../src/database/connection/pool'
import { refuseWith } from '../src/refusals/refusals'

const DATABASE_TIMEOUT_MS = 3_000

let asked: Promise<unknown> | undefined

/** Concurrent checks share one query, so that many checks use only one connection. */
const askOnce = (pool: Pool): Promise<unknown> => {
  asked ??= withDeadline(pool, Date.now() + DATABASE_TIMEOUT_MS)
    .query({ text: 'select 1', values: [] })
    .finally(() => {
      asked = undefined
    })
  return asked
}

/** The path below the API's root. */
export const HEALTH_PATH = '/health'

/**
 * Health check: 200 if the database answers, 503 otherwise. It uses the same connections as reports: a desk
 * that is busy with other requests still accepts reports, and a load balancer must not take it out. It is the
 * same for everybody, and reads nothing from the request.
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
