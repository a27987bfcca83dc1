import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../database/connection/requestDb'

/** Counts that all processes share, exact to one, each by a statement of its own. */
export type ExactLimit = {
  /** Counts one more for the key. @returns how many that makes */
  add: (key: string) => Promise<number>
  /** Forgets the key. */
  clear: (key: string) => Promise<void>
  /** How many there are, without counting. */
  count: (key: string) => Promise<number>
  /** Keeps the key's count for another whole time. */
  prolong: (key: string) => Promise<void>
}

type Kind = {
  /** How many are too many. */
  limit: number
  /** Tells the keys of one limit from those of another. */
  name: string
  /** For how long they count, from the first one on. */
  seconds: number
}

const create = (pool: Pool, { limit, name, seconds }: Kind): ExactLimit => {
  const limiter = new RateLimiterPostgres({
    duration: seconds,
    keyPrefix: name,
    points: limit,
    storeClient: pool,
    storeType: 'pool',
    // Made by our own migrations.
    tableCreated: true,
    tableName: 'webhook_limits',
  })
  return {
    add: async (key) => (await limiter.penalty(key)).consumedPoints,
    clear: async (key) => {
      await limiter.delete(key)
    },
    count: async (key) => (await limiter.get(key))?.consumedPoints ?? 0,
    prolong: async (key) => {
      await limiter.block(key, seconds)
    },
  }
}

const byPool = new WeakMap<Pool, Map<string, ExactLimit>>()

/** The exact limit of a kind, in the database that a pool leads to. */
export const exactLimit = (pool: Pool, kind: Kind): ExactLimit => {
  const known = byPool.get(pool) ?? new Map<string, ExactLimit>()
  byPool.set(pool, known)
  const limit = known.get(kind.name) ?? create(pool, kind)
  known.set(kind.name, limit)
  return limit
}

/**
 * How many there are, read in the transaction of a request.
 * @param name the kind's
 */
export const countIn = async (req: InTransaction, name: string, key: string): Promise<number> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select points from webhook_limits
    where key = ${`${name}:${key}`} and (expire is null or expire > ${Date.now()})`)
  return z.array(z.object({ points: z.number() })).parse(rows)[0]?.points ?? 0
}

/** Forgets all keys of a kind that begin so. @param start letters and digits */
export const clearAll = async (pool: Pool, name: string, start: string): Promise<void> => {
  await pool.query('delete from webhook_limits where starts_with(key, $1)', [`${name}:${start}`])
}
