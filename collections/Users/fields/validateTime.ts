import { isTimeOfDay } from '../../../src/lib/time/days'

/** Validates a time of day from `00:00` to `24:00`. An empty value is invalid. */
export const validateTime = (value: unknown): string | true =>
  isTimeOfDay(value) || 'Write the time as HH:MM, such as 09:00.'

/** The same, but an empty value is valid. */
export const validateOptionalTime = (value: unknown): string | true =>
  value === null || value === undefined || value === '' || validateTime(value)
