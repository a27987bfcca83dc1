import { DAY_MS } from './units'

/** A calendar date without a zone, such as `2026-11-21`. */
export type Day = string

/** The days of the week, as they are stored. */
export const WEEKDAYS: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

/** The date of a wall-clock time. In: milliseconds, as if the clock showed UTC. */
export const dayOf = (wall: number): Day => new Date(wall).toISOString().slice(0, 10)

/** A wall-clock time from a date and `HH:MM` or `24:00`. Out: milliseconds, as if the clock showed UTC. */
export const wallOf = (day: Day, time = '00:00'): number => Date.parse(`${day}T${time}:00Z`)

/**
 * The date a number of days later, or earlier when it is negative.
 * @example
 * addDays('2026-02-28', 1) // '2026-03-01'
 */
export const addDays = (day: Day, days: number): Day => dayOf(wallOf(day) + days * DAY_MS)

/** The day of the week, from 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => (new Date(wallOf(day)).getUTCDay() + 6) % 7

/** True for a time of day that `wallOf` accepts: `00:00` to `23:59`, or `24:00`. */
export const isTimeOfDay = (text: unknown): text is string =>
  typeof text === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)
