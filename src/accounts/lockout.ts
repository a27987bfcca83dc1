import type { Pool } from 'pg'
import { clearAll, type ExactLimit, exactLimit } from '../readLimit/exactLimits'
import { accountKey, type Caller } from './who'

/** How many wrong passwords from one place within ten minutes lock it out for ten minutes. */
export const MAX_WRONG = 5
/** How many from all places within an hour. After that only devices and addresses known to the account may try. */
const MAX_WRONG_ANYWHERE = 200

/** The name of the counter. */
export const WRONG_HERE = 'wrong_password'

const HERE = { limit: MAX_WRONG, name: WRONG_HERE, seconds: 600 }
const ANYWHERE = { limit: MAX_WRONG_ANYWHERE, name: 'wrong_anywhere', seconds: 3_600 }

const here = (pool: Pool): ExactLimit => exactLimit(pool, HERE)
const anywhere = (pool: Pool): ExactLimit => exactLimit(pool, ANYWHERE)

/**
 * Whether this caller is locked out after too many wrong passwords.
 * @param cameBefore whether the account was signed in to from this address before; only called if needed
 */
export const isLockedOut = async (
  pool: Pool,
  { account, bucket, isKnown }: Pick<Caller, 'account' | 'bucket' | 'isKnown'>,
  cameBefore: () => Promise<boolean>,
): Promise<boolean> => {
  if ((await here(pool).count(bucket)) >= MAX_WRONG) return true
  if ((await anywhere(pool).count(account)) < MAX_WRONG_ANYWHERE) return false
  return !isKnown && !(await cameBefore())
}

/**
 * Counts a wrong password.
 * @returns whether this one locks the caller out
 */
export const countWrong = async (
  pool: Pool,
  { account, bucket }: Pick<Caller, 'account' | 'bucket'>,
): Promise<boolean> => {
  const wrong = await here(pool).add(bucket)
  await anywhere(pool).add(account)
  if (wrong === MAX_WRONG) await here(pool).prolong(bucket)
  return wrong >= MAX_WRONG
}

/** Resets the counter of a caller who then sent the right password. */
export const forgiveCaller = (pool: Pool, { bucket }: Pick<Caller, 'bucket'>): Promise<void> =>
  here(pool).clear(bucket)

/** Resets all counters of an account. */
export const unlockAccount = async (pool: Pool, email: string): Promise<void> => {
  const account = accountKey(email)
  await clearAll(pool, HERE.name, `${account}:`)
  await anywhere(pool).clear(account)
}
