import { DAY_MS } from '../../lib/time/units'

/** The lifetimes that a new key can have, in days. */
export const EXPIRY_DAYS = ['30', '90', '365', 'never'] as const

export type ExpiryDays = (typeof EXPIRY_DAYS)[number]

/** Whether a form value is one of the offered lifetimes. */
export const isExpiryDays = (value: unknown): value is ExpiryDays =>
  EXPIRY_DAYS.some((days) => days === value)

/** When a key created at `now` expires, in ISO 8601. Null for never. */
export const expiryOf = (days: ExpiryDays, now: Date): null | string =>
  days === 'never' ? null : new Date(now.getTime() + Number(days) * DAY_MS).toISOString()
