import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import { OUTCOME_KEY } from '../database/lists/outcomeKey'
import { MINUTE_MS } from '../lib/time/units'
import { knownZone, offsetAt } from '../lib/time/zone'
import { NOTHING_BOOKED } from '../mail/digestReads'
import type { ServiceHours } from '../mail/openHours'
import { type CategoryCounts, countByCategory, totalOf } from './callCategories'
import { type Months, readMonths } from './months'
import { openBoundaries } from './openBoundaries'

/** How many outcomes are listed. */
const MOST_OUTCOMES = 7
/** How many spellings of one outcome are counted together, as in `outcomes.ts`. */
const MOST_SPELLINGS = 20
/** How many currencies are listed. */
const MOST_CURRENCIES = 5

// Periods: 1 is the month before until this day, 2 the rest of it, 3 this month. Calls of the same part of an hour
// that are alike are one row, so that what follows reads thousands of rows, not hundreds of thousands.
const READ = `
  with alike as materialized (
    select width_bucket(reported_at, $2::timestamptz[]) as period,
      date_bin($7::interval, reported_at, '2000-01-01Z') as part, ended_group, outcome, currency,
      width_bucket(coalesce(started_at, reported_at), $5::timestamptz[]) % 2 = 0 as outside,
      count(*) as calls, count(*) filter (where price > 0) as bookings,
      sum(price) filter (where price > 0) as worth
    from call_summaries
    where client_id = $1::uuid and reported_at >= ($2::timestamptz[])[1] and reported_at < $3
      and ${IS_COUNTED_CALL}
    group by 1, 2, 3, 4, 5, 6
  ), call as materialized (
    select *, part at time zone $4 as at, coalesce(ended_group::text, 'unknown') as ended from alike
  ), spelling as (
    select period, outcome, ${OUTCOME_KEY} as meant,
      sum(calls) as calls, sum(sum(calls)) over (partition by outcome) as all_calls
    from call group by 1, 2
  ), ranked as (
    select *, dense_rank() over (
      partition by meant order by all_calls desc, outcome collate "C") as rank
    from spelling
  ), worth as (
    select period, currency, outcome, sum(worth) as worth, sum(bookings) as bookings
    from call where bookings > 0 group by 1, 2, 3
  )
  select
    (select coalesce(json_agg(each), '[]') from (
      select period, at::date::text as date, ended, sum(calls)::int as calls from call group by 1, 2, 3
    ) each) as days,
    (select coalesce(json_agg(each), '[]') from (
      select period, sum(calls)::int as calls from call where outside group by 1) each) as outside,
    (select coalesce(json_agg(each), '[]') from (
      select extract(isodow from at)::int - 1 as weekday, extract(hour from at)::int as hour,
        sum(calls)::int as calls
      from call group by 1, 2) each) as hours,
    (select coalesce(json_agg(each), '[]') from (
      select min(outcome) filter (where rank = 1) as outcome,
        coalesce(sum(calls) filter (where period = 3), 0)::int as calls,
        coalesce(sum(calls) filter (where period = 1), 0)::int as before
      from ranked where rank <= ${MOST_SPELLINGS}
      group by meant having sum(calls) filter (where period in (1, 3)) > 0
      order by 2 desc, 3 desc, 1 limit ${MOST_OUTCOMES}) each) as outcomes,
    (select coalesce(json_agg(each), '[]') from (
      select currency,
        coalesce(sum(worth) filter (where period = 3), 0)::float8 as now,
        coalesce(sum(worth) filter (where period = 1), 0)::float8 as before,
        coalesce(sum(worth) filter (where period in (1, 2)), 0)::float8 as whole
      from worth where outcome is null or outcome !~* $6
      group by 1 order by sum(bookings) desc, 1 limit ${MOST_CURRENCIES}) each) as values`

const readSchema = z.tuple([
  z.object({
    days: z.array(
      z.object({ calls: z.number(), date: z.string(), ended: z.string(), period: z.number() }),
    ),
    hours: z.array(z.object({ calls: z.number(), hour: z.number(), weekday: z.number() })),
    outcomes: z.array(
      z.object({ before: z.number(), calls: z.number(), outcome: z.string().nullable() }),
    ),
    outside: z.array(z.object({ calls: z.number(), period: z.number() })),
    values: z.array(
      z.object({
        before: z.number(),
        currency: z.string().nullable(),
        now: z.number(),
        whole: z.number(),
      }),
    ),
  }),
])

/** The calls of a period. */
export type PeriodFigures = {
  calls: number
  categories: CategoryCounts
  /** Calls outside the opening hours; null if there are no opening hours. */
  outside: null | number
}

/**
 * A client's calls of this month beside those of the month before, by the time of their report, in the client's
 * time zone. Without test calls, and without anything that calls cost.
 */
export type MonthFigures = {
  /** The month before until this day, at this time of day. */
  before: PeriodFigures
  /** Each day of this month so far, the oldest first. */
  days: (CategoryCounts & { date: string })[]
  months: Months
  /** This month so far. */
  now: PeriodFigures
  /** The most frequent outcomes, those of this month first. Null: without an outcome. */
  outcomes: { before: number; calls: number; outcome: null | string }[]
  /** The value of bookings by currency, the most frequent first. Null: without a currency. */
  values: { before: number; currency: null | string; now: number; whole: number }[]
  /** Calls of both months for each weekday, from Monday, and each hour of the day. */
  week: number[][]
  /** The whole month before. */
  whole: PeriodFigures
}

type Found = z.infer<typeof readSchema>[0]

const groupsOf = (rows: Found['days']): Record<string, number> => {
  const groups: Record<string, number> = {}
  for (const { calls, ended } of rows) groups[ended] = (groups[ended] ?? 0) + calls
  return groups
}

const periodOf = (
  { days, outside }: Found,
  { hasHours, periods }: { hasHours: boolean; periods: readonly number[] },
): PeriodFigures => {
  const categories = countByCategory(groupsOf(days.filter((row) => periods.includes(row.period))))
  const calls = outside.filter((row) => periods.includes(row.period))
  return {
    calls: totalOf(categories),
    categories,
    outside: hasHours ? calls.reduce((sum, row) => sum + row.calls, 0) : null,
  }
}

const daysOf = ({ days }: Found, { days: count, month }: Months): MonthFigures['days'] =>
  Array.from({ length: count }, (_, index) => {
    const date = `${month}-${String(index + 1).padStart(2, '0')}`
    return { date, ...countByCategory(groupsOf(days.filter((row) => row.date === date))) }
  })

const weekOf = ({ hours }: Found): number[][] => {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const { calls, hour, weekday } of hours) week[weekday]?.splice(hour, 1, calls)
  return week
}

/**
 * The longest part of an hour that begins and ends with hours of the zone: in Kolkata they begin half an hour later
 * than those of UTC, in Kathmandu 45 minutes.
 */
const partOf = ({ from, lastFrom, until, zone }: Months): string => {
  const offsets = [lastFrom, from, until].map((at) => offsetAt(Date.parse(at), knownZone(zone)))
  const parts = [60, 30, 15]
  const minutes = parts.find((each) => offsets.every((offset) => offset % (each * MINUTE_MS) === 0))
  return `${minutes ?? 1} minutes`
}

type ReadMonth = {
  clientID: string
  hours: readonly ServiceHours[]
  /** Default: the database's clock. */
  now?: Date
  pool: Pool
  timezone: null | string
}

/**
 * Reads a client's figures of this month and the one before.
 * @param hours the client's opening hours; empty: it is not known when a call is outside of them
 * @throws {TooLate} or the error of Postgres when the calls cannot be counted in the time of a page
 */
export const readMonthFigures = ({
  clientID,
  hours,
  now,
  pool,
  timezone,
}: ReadMonth): Promise<MonthFigures> =>
  readInTime(pool, async (read) => {
    const months = await readMonths(read, { now: now ?? null, timezone })
    const { from, lastFrom, lastUntil, until, zone } = months
    const open = openBoundaries({
      from: new Date(lastFrom),
      hours,
      timeZone: knownZone(zone),
      to: new Date(until),
    })
    const [found] = readSchema.parse(
      await read({
        text: READ,
        values: [
          clientID,
          [lastFrom, lastUntil, from],
          until,
          zone,
          open,
          NOTHING_BOOKED,
          partOf(months),
        ],
      }),
    )
    const hasHours = hours.length > 0
    return {
      before: periodOf(found, { hasHours, periods: [1] }),
      days: daysOf(found, months),
      months,
      now: periodOf(found, { hasHours, periods: [3] }),
      outcomes: found.outcomes,
      values: found.values,
      week: weekOf(found),
      whole: periodOf(found, { hasHours, periods: [1, 2] }),
    }
  })
