import { addDays, type Day, wallOf, weekdayOf } from '../lib/time/days'
import { WEEK_MS } from '../lib/time/units'
import { startOfDay } from '../lib/time/zone'

/** The period of a digest: a day, or a week from Monday to Sunday. */
export type DigestKind = 'daily' | 'weekly'

/**
 * The ISO 8601 week of a date, such as `2026-W47`. A week belongs to the year of its Thursday.
 * @example
 * weekOf('2026-11-21') // '2026-W47'
 * weekOf('2027-01-01') // '2026-W53'
 */
export const weekOf = (day: Day): string => {
  const thursday = addDays(day, 3 - weekdayOf(day))
  const year = thursday.slice(0, 4)
  const week = Math.floor((wallOf(thursday) - wallOf(`${year}-01-01`)) / WEEK_MS) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The Monday of an ISO week. 4 January is always in the first week. */
export const mondayOf = (week: string): Day => {
  const [year = '', number = ''] = week.split('-W')
  const fourth = `${year}-01-04`
  return addDays(fourth, 7 * (Number(number) - 1) - weekdayOf(fourth))
}

const LENGTH = { daily: 1, weekly: 7 } as const satisfies Record<DigestKind, number>

/** Start and end of a period, and the start of the one before it. `to` is exclusive. */
export type Bounds = { days: Day[]; from: Date; previousFrom: Date; to: Date }

/**
 * The bounds of a period in a time zone, from midnight to midnight.
 * @example
 * boundsOf({ kind: 'daily', period: '2026-11-21', timeZone: 'Europe/Berlin' })
 * // {
 * //   days: ['2026-11-21'],
 * //   from: 2026-11-20T23:00:00.000Z,
 * //   previousFrom: 2026-11-19T23:00:00.000Z,
 * //   to: 2026-11-21T23:00:00.000Z,
 * // }
 */
export const boundsOf = ({
  kind,
  period,
  timeZone,
}: {
  kind: DigestKind
  /** A date such as `2026-11-21`, or a week such as `2026-W47`. */
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
