/** A time of day, on a clock of 24 hours. */
export type Clock = { hour: number; minute: number }

type Parts = {
  day: number | string | undefined
  month: number | string | undefined
  year: number | string | undefined
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * A day of the calendar, perhaps with a time: `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`.
 * @returns null if there is no such day or time, and outside the years 1900 to 2100
 */
export const dayOf = (parts: Parts, clock: Clock | null): string | null => {
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)]
  const isDay =
    year >= 1900 &&
    year <= 2100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month)
  if (!isDay) return null
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`
  if (clock === null) return date
  const { hour, minute } = clock
  return hour <= 23 && minute <= 59 ? `${date}T${pad(hour)}:${pad(minute)}` : null
}
