import { isTimeOfDay } from '../lib/time/days'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/time/units'
import { atWallClock, knownZone, offsetAt } from '../lib/time/zone'

/** A client's quiet hours as they are kept: `HH:MM`, to 24:00, on its own clocks. */
export type QuietHours = { from: null | string; until: null | string }

/** Milliseconds since midnight. */
const sinceMidnight = (time: string): number =>
  Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3)) * MINUTE_MS

/** From 0 to below a day. */
const withinDay = (milliseconds: number): number => ((milliseconds % DAY_MS) + DAY_MS) % DAY_MS

/**
 * How long it stays quiet, by a clock that does not change. Quiet hours may cross midnight; both ends
 * alike mean none, and so does one that is no time.
 * @param wall what the client's clocks show: milliseconds, as if they showed UTC
 * @returns milliseconds; null when it is not quiet
 */
const quietFor = ({ from, until }: QuietHours, wall: number): null | number => {
  if (!isTimeOfDay(from) || !isTimeOfDay(until)) return null
  const length = withinDay(sinceMidnight(until) - sinceMidnight(from))
  const passed = withinDay(wall - sinceMidnight(from))
  return passed < length ? length - passed : null
}

/** When the quiet hours end that a time of day, `HH:MM`, is in: `HH:MM`; null when it is in none. */
export const quietUntil = (quiet: QuietHours, time: string): null | string =>
  quietFor(quiet, sinceMidnight(time)) === null ? null : quiet.until

/**
 * When the quiet hours end that are on now.
 * @param quiet its `timeZone` is an IANA zone; UTC without one
 * @returns null when it is not quiet
 */
export const quietEnd = (
  { timeZone, ...quiet }: QuietHours & { timeZone: null | string },
  now: Date,
): Date | null => {
  const zone = knownZone(timeZone)
  const wall = now.getTime() + offsetAt(now.getTime(), zone)
  const left = quietFor(quiet, wall)
  return left === null ? null : atWallClock({ after: now, timeZone: zone, wall: wall + left })
}
