import { HOUR_MS } from '../lib/time/units'
import type { Schedule } from '../outbox/schedule'

const SECOND_MS = 1_000

/**
 * Notifications are tried for three days: after that, the message is out of date and a wrong setting was noticed.
 */
export const NOTIFY_SCHEDULE: Schedule = {
  firstPauseMs: 30 * SECOND_MS,
  giveUpMs: 72 * HOUR_MS,
  growth: 3,
  longestPauseMs: 6 * HOUR_MS,
  shortestPauseMs: 2 * SECOND_MS,
}
