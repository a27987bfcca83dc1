import { MINUTE_MS } from '../lib/time/units'
import type { Outcome } from './outcome'

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 5 * MINUTE_MS

/** A circuit breaker for one lane. */
type Breaker = {
  /** How many of `limit` attempts may be made now. */
  allowed: (limit: number) => number
  /** Records the outcome of an attempt. */
  note: (outcome: Outcome) => void
}

/**
 * Makes a circuit breaker, so that a lane does not use up its attempts while what it sends to is down.
 * After a failure that others would share, nothing is tried for a pause, which doubles up to five
 * minutes. Then one is tried at a time, until one succeeds.
 */
export const createBreaker = ({
  now,
  random,
}: {
  /** In epoch milliseconds. */
  now: () => number
  random: () => number
}): Breaker => {
  let failures = 0
  let pausedUntil = 0
  return {
    allowed: (limit) => {
      if (now() < pausedUntil) return 0
      return failures > 0 ? Math.min(1, limit) : limit
    },
    note: (outcome) => {
      if (outcome.kind === 'failed' && outcome.isProviderDown) {
        // Attempts that ran at the same time count as one failure.
        if (now() < pausedUntil) return
        failures += 1
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))
        pausedUntil = now() + Math.max(outcome.retryAfterMs ?? 0, pause * (0.5 + random() / 2))
      } else if (
        outcome.kind === 'failed' ||
        outcome.kind === 'refused' ||
        outcome.kind === 'sent'
      ) {
        failures = 0
        pausedUntil = 0
      }
    },
  }
}
