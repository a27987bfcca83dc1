import { knownZone } from '../lib/time/localTime'
import { momentOf, wallClock } from './wallClock'

const DAY_MINUTES = 24 * 60
const MINUTE_MS = 60_000

/** A client's quiet hours as they are kept: `HH:MM`, to 24:00, on the clocks of its zone. */
type QuietHours = {
  from: null | string
  /** An IANA zone; UTC without one. */
  timeZone: null | string
  until: null | string
}

const minutesOf = (time: null | string): null | number => {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time ?? '') ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/**
 * When the quiet hours end that are on now. They may cross midnight; both ends alike mean none.
 * @returns null when it is not quiet
 */
export const quietEnd = ({ from, timeZone, until }: QuietHours, now: Date): Date | null => {
  const [begin, end] = [minutesOf(from), minutesOf(until)]
  if (begin === null || end === null || begin % DAY_MINUTES === end % DAY_MINUTES) return null
  const zone = knownZone(timeZone)
  const wall = wallClock(now, zone)
  const midnight = Math.floor(wall / (DAY_MINUTES * MINUTE_MS)) * DAY_MINUTES
  const minute = Math.floor(wall / MINUTE_MS) - midnight
  const length = (end - begin + DAY_MINUTES) % DAY_MINUTES
  const since = (minute - begin + DAY_MINUTES) % DAY_MINUTES
  if (since >= length) return null
  const wallEnd = (midnight + minute + length - since) * MINUTE_MS
  return momentOf({ after: now, timeZone: zone, wall: wallEnd })
}
