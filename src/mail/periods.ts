import { localTime } from '../lib/time/localTime'

/** A day, such as `2026-11-21`, on no clock in particular. */
export type Day = string

/** What a digest is of: a day, or a week from Monday to Sunday. */
export type DigestKind = 'daily' | 'weekly'

const DAY_MS = 86_400_000

const utcOf = (day: Day, time = '00:00'): number => Date.parse(`${day}T${time}:00Z`)
const dayOf = (utc: number): Day => new Date(utc).toISOString().slice(0, 10)

/** The day so many days later, or earlier. */
export const addDays = (day: Day, days: number): Day => dayOf(utcOf(day) + days * DAY_MS)

/** The day that it is in a zone. */
export const localDay = (time: Date, timeZone: string): Day =>
  localTime(time.toISOString(), timeZone).slice(0, 10)

/** From 0, Monday, to 6, Sunday. */
export const weekdayOf = (day: Day): number => (new Date(utcOf(day)).getUTCDay() + 6) % 7

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
const offsetAt = (instant: number, timeZone: string): number => {
  const wholeSeconds = Math.floor(instant / 1000) * 1000
  const [day = '', time = ''] = localTime(new Date(instant).toISOString(), timeZone).split(' ')
  return Date.parse(`${day}T${time}Z`) - wholeSeconds
}

/**
 * When a zone's clocks show a time of a day (`HH:MM`, or `24:00`). A time that comes twice, when clocks
 * are put back, is the first one; one that is left out, when they are put forward, comes as much later:
 * the day that has no midnight begins with its first instant.
 */
export const instantOf = (day: Day, time: string, timeZone: string): Date => {
  const shown = time === '24:00' ? utcOf(addDays(day, 1)) : utcOf(day, time)
  const [before, after] = [shown - DAY_MS, shown + DAY_MS].map((at) => offsetAt(at, timeZone))
  const possible = [before, after]
    .filter((offset) => offset !== undefined)
    .map((offset) => ({ instant: shown - offset, offset }))
  const right = possible
    .filter(({ instant, offset }) => offsetAt(instant, timeZone) === offset)
    .map(({ instant }) => instant)
  return new Date(right.length > 0 ? Math.min(...right) : shown - (before ?? 0))
}

/** Whether a text is a time as `instantOf` takes it. */
export const isTimeOfDay = (text: unknown): text is string =>
  typeof text === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)

const startOfDay = (day: Day, timeZone: string) => instantOf(day, '00:00', timeZone)

/** The week of a day by ISO 8601, such as `2026-W47`: it belongs to the year of its Thursday. */
export const weekOf = (day: Day): string => {
  const thursday = addDays(day, 3 - weekdayOf(day))
  const year = thursday.slice(0, 4)
  const week = Math.floor((utcOf(thursday) - utcOf(`${year}-01-01`)) / (7 * DAY_MS)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The Monday of a week; 4 January is always in the first one. */
export const mondayOf = (week: string): Day => {
  const [year = '', number = ''] = week.split('-W')
  const fourth = `${year}-01-04`
  return addDays(fourth, 7 * (Number(number) - 1) - weekdayOf(fourth))
}

const LENGTH = { daily: 1, weekly: 7 } as const satisfies Record<DigestKind, number>

/** From when to when a period lasts, and when the one before it began; `to` is no longer in it. */
export type Bounds = { days: Day[]; from: Date; previousFrom: Date; to: Date }

/** The bounds of a period on the clocks of a zone. */
export const boundsOf = ({
  kind,
  period,
  timeZone,
}: {
  kind: DigestKind
  /** As `weekOf` or a day. */
  period: string
  timeZone: string
}): Bounds => {
  const first = kind === 'daily' ? period : mondayOf(period)
  const length = LENGTH[kind]
  return {
    days: Array.from({ length }, (_, index) => addDays(first, index)),
    from: startOfDay(first, timeZone),
    previousFrom: startOfDay(addDays(first, -length), timeZone),
    to: startOfDay(addDays(first, length), timeZone),
  }
}
