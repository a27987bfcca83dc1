import { DAY_MS } from '../../lib/time/units'

/** After how many days a new key may end. */
export const EXPIRY_DAYS = ['30', '90', '365', 'never'] as const

export type ExpiryDays = (typeof EXPIRY_DAYS)[number]

/** Whether a form's value is one of them. */
export const isExpiryDays = (value: unknown): value is ExpiryDays =>
  EXPIRY_DAYS.some((days) => days === value)

/** When a key made now ends; null for never. */
export const expiryOf = (days: ExpiryDays, now: Date): null | string =>
  days === 'never' ? null : new Date(now.getTime() + Number(days) * DAY_MS).toISOString()
