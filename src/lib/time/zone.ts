import { remember } from '../remember'
import { type Day, dayOf, wallOf } from './days'
import { DAY_MS } from './units'

/** Sweden writes times as `2026-11-22 15:04:05`, which spreadsheets know for times everywhere. */
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

/** A time zone of the IANA database: the given one, or UTC where it is none. */
export const knownZone = (timeZone: null | string | undefined): string =>
  timeZone && isZone(timeZone) ? timeZone : 'UTC'

/** A time on the clocks of a zone, such as `2026-11-22 15:04:05`. */
export const localTime = (time: string, timeZone: string): string =>
  formatIn(timeZone).format(new Date(time))

/** How far a zone's clocks are ahead of UTC at an instant. Both in milliseconds. */
export const offsetAt = (instant: number, timeZone: string): number => {
  const shown = formatIn(timeZone).format(instant).replace(' ', 'T')
  return Date.parse(`${shown}Z`) - Math.floor(instant / 1000) * 1000
}

/** The day that it is in a zone. */
export const localDay = (instant: Date, timeZone: string): Day =>
  dayOf(instant.getTime() + offsetAt(instant.getTime(), timeZone))

type AtWallClock = {
  /** Only later instants count. Default: all. */
  after?: Date
  timeZone: string
  /** Milliseconds, as if the clocks showed UTC. */
  wall: number
}

/**
 * When the clocks of a zone show a time. A time that comes twice, when clocks are put back, is the first
 * one after `after`; one that is left out, when they are put forward, comes as much later: 2:30 is 3:30
 * then, and a day without a midnight begins with its first instant.
 */
export const atWallClock = ({ after, timeZone, wall }: AtWallClock): Date => {
  // Clocks may change in between: the offsets of a day before and of a day after are both tried.
  const early = wall - offsetAt(wall - DAY_MS, timeZone)
  const late = wall - offsetAt(wall + DAY_MS, timeZone)
  const from = after?.getTime() ?? Number.NEGATIVE_INFINITY
  const shown = [early, late].find(
    (instant) => instant > from && instant + offsetAt(instant, timeZone) === wall,
  )
  return new Date(shown ?? early)
}

/** When the clocks of a zone show a time of a day, `HH:MM` or `24:00`. */
export const timeOfDay = (day: Day, time: string, timeZone: string): Date =>
  atWallClock({ timeZone, wall: wallOf(day, time) })

/** The first instant of a day in a zone. */
export const startOfDay = (day: Day, timeZone: string): Date => timeOfDay(day, '00:00', timeZone)
