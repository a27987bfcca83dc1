import { DAY_MS } from './units'

/** A day of the calendar, such as `2026-11-21`, in no zone in particular. */
export type Day = string

/** The days of a week, as they are stored. */
export const WEEKDAYS: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

/** The day on which a clock shows something. In: milliseconds, as if the clock showed UTC. */
export const dayOf = (wall: number): Day => new Date(wall).toISOString().slice(0, 10)

/** What a clock shows at a time of a day, `HH:MM` or `24:00`. Out: milliseconds, as if it showed UTC. */
export const wallOf = (day: Day, time = '00:00'): number => Date.parse(`${day}T${time}:00Z`)

/** The day so many days later, or earlier. */
export const addDays = (day: Day, days: number): Day => dayOf(wallOf(day) + days * DAY_MS)

/** From 0, Monday, to 6, Sunday. */
export const weekdayOf = (day: Day): number => (new Date(wallOf(day)).getUTCDay() + 6) % 7

/** Whether a text is a time of a day as `wallOf` takes it. */
export const isTimeOfDay = (text: unknown): text is string =>
  typeof text === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)
