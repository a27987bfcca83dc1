import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { apartFromRequest } from '../request/requestAtHand'
import { QuotaLeases, type TakePoints } from '../sender/quotaLeases'

const WINDOW_SECONDS = 60

/** A process takes points from the database in blocks. This is the number of blocks in a limit. */
export const BLOCKS = 20

const createQuotaLeases = (pool: Pool, kind: string, limit: number): QuotaLeases => {
  const limiter = new RateLimiterPostgres({
    duration: WINDOW_SECONDS,
    keyPrefix: kind,
    points: limit,
    storeClient: pool,
    storeType: 'pool',
    // Created by the desk's migrations.
    tableCreated: true,
    tableName: 'webhook_limits',
  })
  const take: TakePoints = async (key, points) => {
    try {
      const { msBeforeNext, remainingPoints } = await apartFromRequest(() =>
        limiter.consume(key, points),
      )
      return { left: remainingPoints, resetMs: msBeforeNext, waitMs: 0 }
    } catch (err) {
      if (!(err instanceof RateLimiterRes)) throw err
      const waitMs = Math.max(1, err.msBeforeNext)
      return { left: 0, resetMs: waitMs, waitMs }
    }
  }
  return new QuotaLeases({
    block: Math.max(1, Math.floor(limit / BLOCKS)),
    take,
    windowMs: WINDOW_SECONDS * 1000,
  })
}

const byPool = new WeakMap<Pool, Map<string, QuotaLeases>>()

/**
 * Leases on a limit that all processes share through the database.
 * @param kind a prefix that separates the keys of this limit from those of others
 * @param limit points per minute
 */
export const sharedLeases = (pool: Pool, kind: string, limit: number): QuotaLeases => {
  const known = byPool.get(pool) ?? new Map<string, QuotaLeases>()
  byPool.set(pool, known)
  const name = `${kind} ${limit}`
  const leases = known.get(name) ?? createQuotaLeases(pool, kind, limit)
  known.set(name, leases)
  return leases
}
