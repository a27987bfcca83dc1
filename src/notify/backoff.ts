import { HOUR_MS } from '../lib/time/units'

const SECOND_MS = 1_000

/**
 * Counted from the first attempt. After that, the message is out of date and a wrong setting was
 * noticed.
 */
const GIVE_UP_MS = 72 * HOUR_MS
const FIRST_PAUSE_MS = 30 * SECOND_MS
const GROWTH = 3
const LONGEST_PAUSE_MS = 6 * HOUR_MS
/** A random pause could be close to 0. */
const SHORTEST_PAUSE_MS = 2 * SECOND_MS

type Attempts = {
  /** How many attempts were made, at least one. */
  attempts: number
  firstTriedAt: Date
  now: Date
  /** From 0 to below 1. */
  random: () => number
  /** How long the provider asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined
}

/**
 * When to try again after a failure: after a random time below a limit that triples from 30 seconds up
 * to 6 hours (“full jitter”, so that notifications that failed together are not retried together), and
 * until three days after the first attempt.
 * @returns null when it is time to give up
 */
export const nextTry = ({
  attempts,
  firstTriedAt,
  now,
  random,
  retryAfterMs = 0,
}: Attempts): Date | null => {
  const end = firstTriedAt.getTime() + GIVE_UP_MS
  if (now.getTime() >= end) return null
  const limit = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** (attempts - 1))
  const pause = Math.max(SHORTEST_PAUSE_MS, limit * random(), retryAfterMs)
  // The last attempt is when the three days end.
  return new Date(Math.min(now.getTime() + pause, end))
}
