import { DAY_MS } from '../../lib/time/units'

/** How many days a new key can work; `never` ends only when it is revoked. */
export const LIFETIMES = ['never', '30', '90', '365'] as const

export type Lifetime = (typeof LIFETIMES)[number]

/** When a key ends that is created now, as ISO 8601; null for never. */
export const endOf = (lifetime: Lifetime, now = Date.now()): null | string =>
  lifetime === 'never' ? null : new Date(now + Number(lifetime) * DAY_MS).toISOString()
