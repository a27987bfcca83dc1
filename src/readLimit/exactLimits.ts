import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../database/connection/requestDb'

/** A counter that all processes share. It is exact: each operation is a statement in the database. */
export type ExactLimit = {
  /** Adds one to the key's count. @returns the new count */
  add: (key: string) => Promise<number>
  /** Resets the key's count. */
  clear: (key: string) => Promise<void>
  /** The key's count, without adding to it. */
  count: (key: string) => Promise<number>
  /** Keeps the key's count for another full period. */
  prolong: (key: string) => Promise<void>
}

type Kind = {
  /** From this count on, the limit is reached. */
  limit: number
  /** A prefix that separates the keys of this limit from those of others. */
  name: string
  /** The length of the period, which begins with the first count. */
  seconds: number
}

const create = (pool: Pool, { limit, name, seconds }: Kind): ExactLimit => {
  const limiter = new RateLimiterPostgres({
    duration: seconds,
    keyPrefix: name,
    points: limit,
    storeClient: pool,
    storeType: 'pool',
    // Created by the desk's migrations.
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

/** The exact limit of a kind in the pool's database. One instance for each pool and kind. */
export const exactLimit = (pool: Pool, kind: Kind): ExactLimit => {
  const known = byPool.get(pool) ?? new Map<string, ExactLimit>()
  byPool.set(pool, known)
  const limit = known.get(kind.name) ?? create(pool, kind)
  known.set(kind.name, limit)
  return limit
}

/**
 * The count of a key, read in the transaction of a request.
 * @param name the name of the kind
 */
export const countIn = async (req: InTransaction, name: string, key: string): Promise<number> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select points from webhook_limits
    where key = ${`${name}:${key}`} and (expire is null or expire > ${Date.now()})`)
  return z.array(z.object({ points: z.number() })).parse(rows)[0]?.points ?? 0
}

/** Resets all keys of a kind that begin with a prefix. @param start the prefix */
export const clearAll = async (pool: Pool, name: string, start: string): Promise<void> => {
  await pool.query('delete from webhook_limits where starts_with(key, $1)', [`${name}:${start}`])
}
