import { addDays, type Day, isTimeOfDay, WEEKDAYS, weekdayOf } from '../lib/time/days'
import { timeOfDay } from '../lib/time/zone'

/** A row of a client's opening hours. If it closes no later than it opens, it goes past midnight. */
export type ServiceHours = { closes: string; day: string; opens: string }

/** A span of time. `to` is exclusive. */
export type Span = { from: Date; to: Date }

/**
 * When a client was open on the given days, including hours past midnight from the day before the
 * first.
 */
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
      .filter((row) => WEEKDAYS[weekdayOf(day)] === row.day)
      .filter(({ closes, opens }) => isTimeOfDay(opens) && isTimeOfDay(closes))
      .map(({ closes, opens }) => ({
        from: timeOfDay(day, opens, timeZone),
        to: timeOfDay(closes <= opens ? addDays(day, 1) : day, closes, timeZone),
      })),
  )
}
