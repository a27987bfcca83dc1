import type { Pool } from 'pg'
import { sharedLeases } from '../readLimit/sharedLimit'
import { refusal } from '../refusals/refusals'
import type { Caller } from './who'

/** Requests per minute: for one account from one place, and from one address for all accounts. */
const RATES = {
  ask_sign_in: { account: 10, address: 60 },
  first_register: { account: 10, address: 20 },
  forgot_password: { account: 10, address: 60 },
  set_password: { account: 10, address: 60 },
  sign_in: { account: 60, address: 120 },
  sign_in_digits: { account: 30, address: 60 },
  sign_in_link: { account: 10, address: 60 },
  unlock: { account: 30, address: 100 },
} as const satisfies Record<string, { account: number; address: number }>

/** The actions whose rate is limited. */
export type LimitedAction = keyof typeof RATES

/**
 * Counts a request and refuses it if there were too many. It does not wait for the database, because
 * `sharedLeases` counts locally in between.
 * @throws {Refusal} if there were too many
 */
export const limitRate = (
  pool: Pool,
  action: LimitedAction,
  { address, bucket }: Pick<Caller, 'address' | 'bucket'>,
): void => {
  const rate = RATES[action]
  const now = Date.now()
  const leases = [
    { key: bucket, of: sharedLeases(pool, `${action}_account`, rate.account) },
    ...(address === null
      ? []
      : [{ key: address, of: sharedLeases(pool, `${action}_address`, rate.address) }]),
  ]
  const waitMs = Math.max(...leases.map(({ key, of }) => of.waitOf(key, now)))
  if (waitMs > 0) {
    throw refusal('TOO_MANY_REQUESTS', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) })
  }
  for (const { key, of } of leases) of.spend(key, now)
}
