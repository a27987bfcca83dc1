import { HOUR_MS } from '../lib/time/units'

const SECOND_MS = 1_000

/** From the first attempt on; by then the news is old, and a wrong setting was seen. */
const GIVE_UP_MS = 72 * HOUR_MS
const FIRST_PAUSE_MS = 30 * SECOND_MS
const GROWTH = 3
const LONGEST_PAUSE_MS = 6 * HOUR_MS
/** A random pause may come out as next to nothing. */
const SHORTEST_PAUSE_MS = 2 * SECOND_MS

type Tried = {
  /** How often it was tried, at least once. */
  attempts: number
  firstTriedAt: Date
  now: Date
  /** From 0 to below 1. */
  random: () => number
  /** How long the provider asks to be left alone, in milliseconds. */
  retryAfterMs?: number | undefined
}

/**
 * When to try again after a failure: after a random time below a limit that triples from 30 seconds to 6
 * hours (“full jitter”: those that failed together do not come back together), until three days after
 * the first attempt.
 * @returns null when it is time to give up
 */
export const nextTry = ({
  attempts,
  firstTriedAt,
  now,
  random,
  retryAfterMs = 0,
}: Tried): Date | null => {
  const end = firstTriedAt.getTime() + GIVE_UP_MS
  if (now.getTime() >= end) return null
  const limit = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** (attempts - 1))
  const pause = Math.max(SHORTEST_PAUSE_MS, limit * random(), retryAfterMs)
  // The last attempt is at the very end.
  return new Date(Math.min(now.getTime() + pause, end))
}
