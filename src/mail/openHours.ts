import { addDays, type Day, instantOf, isTimeOfDay, weekdayOf } from './periods'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** A row of a client's opening hours; one that closes no later than it opens goes past midnight. */
export type ServiceHours = { closes: string; day: string; opens: string }

/** A span of time, of which the end is no longer part. */
export type Span = { from: Date; to: Date }

/** When a client was open on certain days, and past midnight from the day before. */
export const openSpans = ({
  days,
  hours,
  timeZone,
}: {
  days: readonly Day[]
  hours: readonly ServiceHours[]
  timeZone: string
}): Span[] => {
  const [first] = days
  const all = first === undefined ? [] : [addDays(first, -1), ...days]
  return all.flatMap((day) =>
    hours
      .filter((row) => DAYS[weekdayOf(day)] === row.day)
      .filter(({ closes, opens }) => isTimeOfDay(opens) && isTimeOfDay(closes))
      .map(({ closes, opens }) => ({
        from: instantOf(day, opens, timeZone),
        to: instantOf(closes <= opens ? addDays(day, 1) : day, closes, timeZone),
      })),
  )
}
