import { z } from 'zod'
import type { ReadInTime } from '../database/connection/readInTime'
import { instant } from '../lib/schemas'

const monthsSchema = z.tuple([
  z.object({
    days: z.number(),
    from: instant,
    lastFrom: instant,
    lastMonth: z.string(),
    lastUntil: instant,
    month: z.string(),
    until: instant,
    zone: z.string(),
  }),
])

// On the wall: the month before may begin in another offset, and is compared until the same time of day.
const READ_MONTHS = `
  select zone.name as zone, to_char(wall.month, 'YYYY-MM') as month,
    to_char(wall.last, 'YYYY-MM') as "lastMonth", extract(day from wall.now)::int as days,
    wall.month at time zone zone.name as "from", given.now as until,
    wall.last at time zone zone.name as "lastFrom",
    least(wall.month, wall.last + (wall.now - wall.month)) at time zone zone.name as "lastUntil"
  from (select known_time_zone($1) as name) zone
    cross join (select coalesce($2::timestamptz, now()) as now) given
    cross join lateral (select given.now at time zone zone.name as now) clock
    cross join lateral (select clock.now, date_trunc('month', clock.now) as month,
      date_trunc('month', clock.now) - interval '1 month' as last) wall`

/** This month and the one before, in a time zone. All instants are ISO 8601 in UTC. */
export type Months = {
  /** The day of the month, from 1. */
  days: number
  /** The first instant of this month. */
  from: string
  /** The first instant of the month before. */
  lastFrom: string
  /** The month before, as `2026-10`. */
  lastMonth: string
  /** As far into the month before as now is into this one; at most its end. */
  lastUntil: string
  /** This month, as `2026-11`. */
  month: string
  /** Now. */
  until: string
  /** The time zone; UTC if Postgres does not know the one that was asked for. */
  zone: string
}

/** Where this month and the one before begin in a time zone. @param now default: the database's clock */
export const readMonths = async (
  read: ReadInTime,
  { now = null, timezone }: { now?: Date | null; timezone: null | string },
): Promise<Months> =>
  monthsSchema.parse(await read({ text: READ_MONTHS, values: [timezone || null, now] }))[0]
