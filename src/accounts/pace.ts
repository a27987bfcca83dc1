import type { Pool } from 'pg'
import { sharedLeases } from '../readLimit/sharedLimit'
import { refusal } from '../refusals/refusals'
import type { Caller } from './who'

/** How often a minute: for an account from one place, and from an address for all accounts. */
const PACES = {
  first_register: { account: 10, address: 20 },
  forgot_password: { account: 10, address: 60 },
  set_password: { account: 10, address: 60 },
  sign_in: { account: 60, address: 120 },
  unlock: { account: 30, address: 100 },
} as const satisfies Record<string, { account: number; address: number }>

/** What people do without being signed in, or to be. */
export type Door = keyof typeof PACES

/**
 * Counts a request at a door. Nothing is waited for: the count is kept as `sharedLeases` does.
 * @throws {Refusal} when there were too many
 */
export const keepPace = (
  pool: Pool,
  door: Door,
  { address, bucket }: Pick<Caller, 'address' | 'bucket'>,
): void => {
  const pace = PACES[door]
  const now = Date.now()
  const leases = [
    { key: bucket, of: sharedLeases(pool, `${door}_account`, pace.account) },
    ...(address === null
      ? []
      : [{ key: address, of: sharedLeases(pool, `${door}_address`, pace.address) }]),
  ]
  const waitMs = Math.max(...leases.map(({ key, of }) => of.waitOf(key, now)))
  if (waitMs > 0) {
    throw refusal('TOO_MANY_REQUESTS', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) })
  }
  for (const { key, of } of leases) of.spend(key, now)
}
