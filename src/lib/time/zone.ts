import { remember } from '../remember'
import { type Day, dayOf, wallOf } from './days'
import { DAY_MS } from './units'

/** Swedish times look like `2026-11-22 15:04:05`, which every spreadsheet reads as a time. */
const formatIn = remember(
  (timeZone) =>
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }),
)

const isZone = remember((timeZone) => {
  try {
    return formatIn(timeZone) !== undefined
  } catch {
    return false
  }
})

/**
 * A time zone of the IANA database: the given one, or UTC when there is no such zone.
 * @example
 * knownZone('Europe/Berlin') // 'Europe/Berlin'
 * knownZone('Berlin') // 'UTC'
 */
export const knownZone = (timeZone: null | string | undefined): string =>
  timeZone && isZone(timeZone) ? timeZone : 'UTC'

/**
 * The local time in a zone, such as `2026-11-22 15:04:05`.
 * @param time as ISO 8601
 * @throws RangeError when the time or the zone is invalid
 * @example
 * localTime('2026-11-22T14:04:05Z', 'Europe/Berlin') // '2026-11-22 15:04:05'
 */
export const localTime = (time: string, timeZone: string): string =>
  formatIn(timeZone).format(new Date(time))

/**
 * How far the clocks of a zone are ahead of UTC at an instant. Both in milliseconds.
 * @example
 * offsetAt(Date.parse('2026-07-01T12:00:00Z'), 'Europe/Berlin') // 7200000
 */
export const offsetAt = (instant: number, timeZone: string): number => {
  const shown = formatIn(timeZone).format(instant).replace(' ', 'T')
  return Date.parse(`${shown}Z`) - Math.floor(instant / 1000) * 1000
}

/** The date in a zone at an instant. */
export const localDay = (instant: Date, timeZone: string): Day =>
  dayOf(instant.getTime() + offsetAt(instant.getTime(), timeZone))

type AtWallClock = {
  /** Only instants after this one are considered. Default: all. */
  after?: Date
  timeZone: string
  /** Milliseconds, as if the clocks showed UTC. */
  wall: number
}

/**
 * The instant at which the clocks of a zone show a time. When clocks are set back and a time occurs
 * twice, it is the first one later than `after`. When they are set forward and a time is skipped, it is
 * as much later: 2:30 becomes 3:30, and a day without a midnight begins with its first instant.
 * @example
 * // 02:30 does not exist in Berlin on 29 March 2026: the clocks show 03:30 at this instant.
 * atWallClock({ timeZone: 'Europe/Berlin', wall: wallOf('2026-03-29', '02:30') })
 * // 2026-03-29T01:30:00.000Z
 */
export const atWallClock = ({ after, timeZone, wall }: AtWallClock): Date => {
  // Clocks may change near this time, so the offsets one day before and one day after are both tried.
  const early = wall - offsetAt(wall - DAY_MS, timeZone)
  const late = wall - offsetAt(wall + DAY_MS, timeZone)
  const from = after?.getTime() ?? Number.NEGATIVE_INFINITY
  const shown = [early, late].find(
    (instant) => instant > from && instant + offsetAt(instant, timeZone) === wall,
  )
  return new Date(shown ?? early)
}

/** The instant at which the clocks of a zone show a time of a day, `HH:MM` or `24:00`. */
export const timeOfDay = (day: Day, time: string, timeZone: string): Date =>
  atWallClock({ timeZone, wall: wallOf(day, time) })

/** The first instant of a day in a zone. */
export const startOfDay = (day: Day, timeZone: string): Date => timeOfDay(day, '00:00', timeZone)
