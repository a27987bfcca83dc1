import type { Where } from 'payload'

/** The fields of which, alone or beside the client, the statistics know what is frequent. */
const KNOWN_PAIRS = ['endedGroup', 'outcome']

const conditionsIn = (where: Where): [string, unknown][] =>
  Object.entries(where).flatMap(([key, value]) =>
    key === 'and' && Array.isArray(value) ? value.flatMap(conditionsIn) : [[key, value]],
  )

const isEquality = (condition: unknown): boolean =>
  typeof condition === 'object' && condition !== null && Object.keys(condition).join() === 'equals'

/**
 * Whether the statistics know how many rows a filter matches, when they are many: one about the client
 * and one other such field at most. Of several conditions at once they can be far from the truth.
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

/** A filter as a text that no other has; undefined for a long one, and for one that holds SQL. */
const keyOf = (asked: object): string | undefined => {
  const key = isData(asked) ? JSON.stringify(asked) : undefined
  return key !== undefined && key.length <= MAX_KEY ? key : undefined
}

/** The statistics change when autovacuum has been: asking them again within a minute tells nothing. */
const KNOWN_MS = 60_000
const MAX_KNOWN = 1_000

/** How many rows are expected, and how many were seen to be there when it was asked. */
export type Estimate = { counted: number; rows: number }

export type Estimates = ReturnType<typeof createEstimates>

/** Makes a memory of estimates, by filter and whatever else was asked. */
export const createEstimates = () => {
  const known = new Map<string, Estimate & { at: number }>()
  return {
    recall: (asked: object): Estimate | undefined => {
      const last = known.size > 0 ? known.get(keyOf(asked) ?? '') : undefined
      return last && Date.now() - last.at < KNOWN_MS ? last : undefined
    },
    remember: (asked: object, estimate: Estimate): void => {
      const key = keyOf(asked)
      if (key === undefined) return
      if (known.size >= MAX_KNOWN) known.clear()
      known.set(key, { ...estimate, at: Date.now() })
    },
  }
}
