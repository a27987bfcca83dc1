import { setTimeout } from 'node:timers/promises'
import type { Endpoint } from 'payload'
import { refuse } from './shared/answer'

const PATIENCE_MS = 3_000

const answersInTime = async (query: Promise<unknown>): Promise<void> => {
  const timer = new AbortController()
  const late = setTimeout(PATIENCE_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error('late')
  })
  late.catch(() => undefined)
  await Promise.race([query, late]).finally(() => timer.abort())
}

/** `GET /api/health`: 200 when the database answers, else 503. */
export const health: Endpoint = {
  handler: async ({ payload }) => {
    try {
      await answersInTime(payload.db.pool.query('select 1'))
      return Response.json({ status: 'ok' })
    } catch {
      return refuse({
        headers: { 'Retry-After': '5' },
        message: 'The database does not answer.',
        status: 503,
      })
    }
  },
  method: 'get',
  path: '/health',
}
