import { remember } from '../lib/remember'

const DAY_MS = 24 * 60 * 60_000

const formatIn = remember(
  (timeZone) =>
    new Intl.DateTimeFormat('en-US', {
      calendar: 'iso8601',
      day: 'numeric',
      hour: 'numeric',
      hourCycle: 'h23',
      minute: 'numeric',
      month: 'numeric',
      numberingSystem: 'latn',
      second: 'numeric',
      timeZone,
      year: 'numeric',
    }),
)

/** What the clocks of a zone show at a moment, as if it were UTC, in milliseconds, to the second. */
export const wallClock = (moment: Date, timeZone: string): number => {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
}

const aheadOfUTC = (moment: Date, timeZone: string): number =>
  wallClock(moment, timeZone) - Math.floor(moment.getTime() / 1_000) * 1_000

/**
 * The first moment after another at which the clocks of a zone show a time. A time that they skip in
 * spring counts as if they had not: 2:30 is 3:30 then.
 * @param wall as `wallClock` gives it
 */
export const momentOf = ({
  after,
  timeZone,
  wall,
}: {
  after: Date
  timeZone: string
  wall: number
}): Date => {
  // A clock change may lie between: what holds a day before and a day after are both tried.
  const [before, later] = [wall - DAY_MS, wall + DAY_MS].map(
    (near) => new Date(wall - aheadOfUTC(new Date(near), timeZone)),
  )
  const candidates = [before, later].filter((moment) => moment !== undefined)
  const shown = candidates.find((moment) => moment > after && wallClock(moment, timeZone) === wall)
  return shown ?? before ?? new Date(wall)
}
