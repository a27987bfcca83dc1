import type { Where } from 'payload'

/** Fields whose frequent values the statistics know, alone or together with the client. */
const KNOWN_PAIRS = ['endedGroup', 'outcome']

const conditionsIn = (where: Where): [string, unknown][] =>
  Object.entries(where).flatMap(([key, value]) =>
    key === 'and' && Array.isArray(value) ? value.flatMap(conditionsIn) : [[key, value]],
  )

const isEquality = (condition: unknown): boolean =>
  typeof condition === 'object' && condition !== null && Object.keys(condition).join() === 'equals'

/**
 * Whether the statistics know how many rows a filter matches, if they are many. The filter may have one
 * condition on the client and one on such a field: for other combinations, estimates can be far off.
 */
export const isWellEstimated = (where: Where): boolean => {
  const conditions = conditionsIn(where)
  const others = conditions.filter(([field]) => field !== 'client')
  return (
    others.length <= 1 &&
    conditions.length - others.length <= 1 &&
    others.every(([field]) => KNOWN_PAIRS.includes(field)) &&
    conditions.every(([, condition]) => isEquality(condition))
  )
}

const isData = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || value instanceof Date) return true
  if (Array.isArray(value)) return value.every(isData)
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    (prototype === null || prototype === Object.prototype) && Object.values(value).every(isData)
  )
}

const MAX_KEY = 2_000

/** A unique text for a query; undefined if it would be too long, or if the query contains SQL. */
const keyOf = (query: object): string | undefined => {
  const key = isData(query) ? JSON.stringify(query) : undefined
  return key !== undefined && key.length <= MAX_KEY ? key : undefined
}

/** Statistics change when autovacuum runs: within a minute, asking again tells nothing new. */
const KNOWN_MS = 60_000
const MAX_KNOWN = 1_000

/** How many rows are expected, and how many were counted at that time (0 if none were counted). */
export type Estimate = { counted: number; rows: number }

export type Estimates = ReturnType<typeof createEstimates>

/** Creates a cache of estimates by query. `recall` returns undefined for those older than a minute. */
export const createEstimates = () => {
  const known = new Map<string, Estimate & { at: number }>()
  return {
    recall: (query: object): Estimate | undefined => {
      const last = known.size > 0 ? known.get(keyOf(query) ?? '') : undefined
      return last && Date.now() - last.at < KNOWN_MS ? last : undefined
    },
    remember: (query: object, estimate: Estimate): void => {
      const key = keyOf(query)
      if (key === undefined) return
      if (known.size >= MAX_KNOWN) known.clear()
      known.set(key, { ...estimate, at: Date.now() })
    },
  }
}
