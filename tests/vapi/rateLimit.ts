import type { OrgState } from './org'
import { refuse } from './replies'
import type { Reply } from './types'

type Seen = { blockedUntil: number; times: number[] }

const seen = new WeakMap<OrgState, Seen>()

/** 429 if the organisation has asked too often, by the fake's clock; null otherwise. Counts the request. */
export const overLimit = (org: OrgState): null | Reply => {
  const limit = org.modes.rateLimit
  if (!limit) return null
  const now = org.clock.now()
  const state = seen.get(org) ?? { blockedUntil: 0, times: [] }
  seen.set(org, state)
  state.times = [...state.times.filter((time) => time > now - limit.windowMs), now]
  if (now >= state.blockedUntil && state.times.length > limit.requests) {
    state.blockedUntil = now + limit.blockMs
    state.times = []
  }
  if (now >= state.blockedUntil) return null
  return refuse(
    429,
    'Rate limit exceeded',
    limit.retryAfter === null ? {} : { 'retry-after': String(limit.retryAfter) },
  )
}
