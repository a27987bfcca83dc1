import type { Pool } from 'pg'
import { z } from 'zod'
import { freshFor } from '../lib/freshFor'
import { MINUTE_MS } from '../lib/time/units'
import { HASH_ROUNDS, spendRounds } from '../payload/passwords'
import { foreignWork, parseForeignHash } from './foreignHash'

const rowsSchema = z.array(z.object({ hash: z.string() }))

/** More accounts than a desk has. */
const MAX_READ = 20_000

/** The most rounds that a hash of the desk takes: Payload's, or one that came from another system. */
const readMost = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query(
    `select foreign_hash as hash from users where foreign_hash is not null limit ${MAX_READ}`,
  )
  return rowsSchema.parse(rows).reduce((most, { hash }) => {
    const foreign = parseForeignHash(hash)
    return foreign ? Math.max(most, foreignWork(foreign)) : most
  }, HASH_ROUNDS)
}

type Most = ReturnType<typeof freshFor<number>>
const known = new WeakMap<Pool, Most>()

const mostOf = (pool: Pool, onError: (error: unknown) => void): Most => {
  const found = known.get(pool)
  if (found) return found
  const made = freshFor({ milliseconds: MINUTE_MS, onError, read: () => readMost(pool) })
  known.set(pool, made)
  return made
}

type Wrong = {
  onError: (error: unknown) => void
  /** What was spent on the wrong password already. */
  rounds: number
}

/**
 * After a wrong password, computes as much more as the most expensive hash of the desk takes. Hashes of other
 * systems take more or less than Payload's: without this, the time of the answer would tell which e-mails have such
 * an account.
 */
export const levelWrongPassword = async (pool: Pool, { onError, rounds }: Wrong): Promise<void> => {
  const most = await mostOf(pool, onError).get()
  await spendRounds(most - rounds)
}
