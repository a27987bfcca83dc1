import { isTimeOfDay } from '../lib/time/days'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/time/units'
import { atWallClock, knownZone, offsetAt } from '../lib/time/zone'

/** A client's quiet hours as they are stored: `HH:MM`, up to 24:00, in its time zone. */
export type QuietHours = { from: null | string; until: null | string }

/** Milliseconds since midnight. */
const sinceMidnight = (time: string): number =>
  Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3)) * MINUTE_MS

/** The remainder within a day, never negative. */
const withinDay = (milliseconds: number): number => ((milliseconds % DAY_MS) + DAY_MS) % DAY_MS

/**
 * How long quiet hours still last, without clock changes. They may cross midnight. There are none if
 * both ends are the same, or one is not a time.
 * @param wall the client's wall-clock time: milliseconds, as if the clock showed UTC
 * @returns milliseconds; null outside quiet hours
 */
const quietFor = ({ from, until }: QuietHours, wall: number): null | number => {
  if (!isTimeOfDay(from) || !isTimeOfDay(until)) return null
  const length = withinDay(sinceMidnight(until) - sinceMidnight(from))
  const passed = withinDay(wall - sinceMidnight(from))
  return passed < length ? length - passed : null
}

/**
 * The end of the quiet hours, `HH:MM`, if a time of day, `HH:MM`, is within them; else null.
 * @example
 * quietUntil({ from: '22:00', until: '07:30' }, '23:15') // '07:30'
 * quietUntil({ from: '22:00', until: '07:30' }, '07:30') // null
 */
export const quietUntil = (quiet: QuietHours, time: string): null | string =>
  quietFor(quiet, sinceMidnight(time)) === null ? null : quiet.until

/**
 * The instant at which the current quiet hours end.
 * @param quiet `timeZone` is an IANA zone; null or an unknown zone means UTC
 * @returns null outside quiet hours
 * @example
 * quietEnd(
 *   { from: '22:00', timeZone: 'Europe/Berlin', until: '07:30' },
 *   new Date('2026-11-21T23:00:00Z'),
 * ) // 2026-11-22T06:30:00.000Z
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
