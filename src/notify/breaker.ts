import { MINUTE_MS } from '../lib/time/units'
import type { Outcome } from './outcome'

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 5 * MINUTE_MS

/** How much may be handed to a provider just now. */
type Breaker = {
  /** How many of so many may be tried at once. */
  allowed: (limit: number) => number
  note: (outcome: Outcome) => void
}

/**
 * Keeps a provider that is down from costing every notification its attempts: after a failure that
 * others would share, nothing is tried for a pause that doubles up to five minutes, then one at a
 * time until one gets through.
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
        // Those that were under way together are one failure.
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
