import { z } from 'zod'
import type { ReadInTime } from '../database/connection/readInTime'
import { instant } from '../lib/schemas'

/** How many days figures cover, including today. */
export const FIGURE_DAYS = 30

const daysSchema = z
  .array(z.object({ date: z.string(), from: instant, until: instant, zone: z.string() }))
  .min(1)

// Some days have 23 hours, others 25.
const READ_DAYS = `
  select to_char(day, 'YYYY-MM-DD') as date, zone.name as zone,
    day at time zone zone.name as "from", (day + interval '1 day') at time zone zone.name as until
  from (select known_time_zone($1) as name) zone
    cross join lateral (select date_trunc('day', now() at time zone zone.name) as begins) today
    cross join lateral generate_series(
      today.begins - make_interval(days => $2::int - 1), today.begins, interval '1 day') day
  order by day`

/** A date in a time zone. `from` is its first instant, `until` that of the next day. */
export type Day = { date: string; from: string; until: string }

/** Days, the oldest first, with their time zone and the first instant of all. */
type Days = { days: Day[]; from: string; timezone: string }

/** The last 30 days in a time zone, including today; in UTC if Postgres does not know the zone. */
export const readDays = async (read: ReadInTime, timezone: null | string): Promise<Days> => {
  const rows = await read({ text: READ_DAYS, values: [timezone || null, FIGURE_DAYS] })
  const days = daysSchema.parse(rows)
  return {
    days: days.map(({ date, from, until }) => ({ date, from, until })),
    from: days[0]?.from ?? '',
    timezone: days[0]?.zone ?? 'UTC',
  }
}
