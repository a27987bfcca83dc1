import { isTimeOfDay } from '../../../src/lib/time/days'

/** A time of day as `HH:MM`, to 24:00. Nothing is none, which a field may require. */
export const validateTime = (value: unknown): string | true =>
  isTimeOfDay(value) || 'Write the time as HH:MM, such as 09:00.'

/** The same for a field that may stay empty. */
export const validateOptionalTime = (value: unknown): string | true =>
  value === null || value === undefined || value === '' || validateTime(value)
