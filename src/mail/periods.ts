import { addDays, type Day, wallOf, weekdayOf } from '../lib/time/days'
import { WEEK_MS } from '../lib/time/units'
import { startOfDay } from '../lib/time/zone'

/** What a digest is of: a day, or a week from Monday to Sunday. */
export type DigestKind = 'daily' | 'weekly'

/** The week of a day by ISO 8601, such as `2026-W47`: it belongs to the year of its Thursday. */
export const weekOf = (day: Day): string => {
  const thursday = addDays(day, 3 - weekdayOf(day))
  const year = thursday.slice(0, 4)
  const week = Math.floor((wallOf(thursday) - wallOf(`${year}-01-01`)) / WEEK_MS) + 1
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
