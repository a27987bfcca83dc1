import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import { BAND_NAMES, type BandCounts, countBands } from './bands'
import { type Day, readDays } from './days'

/** Whose calls: a client's by its id, or null for all. */
export type Whose = null | string

/** A condition of SQL that leaves in the calls of one client. */
export const ofClient = (whose: Whose, parameter: string) =>
  whose === null ? '' : `and client_id = ${parameter}::uuid`

// All of it is in the index of `reported_at`.
const readEnded = (whose: Whose) => `
  select width_bucket(reported_at, $1::timestamptz[]) - 1 as day,
    coalesce(ended_group::text, 'unknown') as ended, count(*)::int as calls,
    coalesce(sum(cost), 0)::float8 as cost
  from call_summaries
  where reported_at >= $2::timestamptz and ${IS_COUNTED_CALL} ${ofClient(whose, '$3')}
  group by 1, 2`

const endedSchema = z.array(
  z.object({ calls: z.number(), cost: z.number(), day: z.number(), ended: z.string() }),
)

export type DayFigures = BandCounts & Day & { cost: number }

/** The calls of the last 30 days. Test calls are left out; a call counts when it was reported. */
export type CallFigures = {
  /** What calls cost at Vapi, in US dollars. */
  cost: number
  /** The oldest first. */
  days: DayFigures[]
  /** The first instant of the first day. */
  from: string
  /** The time zone that the days are of. */
  timezone: string
  totals: BandCounts
}

type ReadCalls = {
  pool: Pool
  /** Whose days they are; UTC if there is none. */
  timezone: null | string
  whose: Whose
}

/** Counts calls by day and by how they went. */
export const readCallFigures = ({ pool, timezone, whose }: ReadCalls): Promise<CallFigures> =>
  readInTime(pool, async (read) => {
    const { days, from, timezone: zone } = await readDays(read, timezone)
    const only = whose === null ? [] : [whose]
    const starts = days.map((day) => day.from)
    const ended = endedSchema.parse(
      await read({ text: readEnded(whose), values: [starts, from, ...only] }),
    )
    const byDay = days.map((day, index) => {
      const rows = ended.filter((row) => row.day === index)
      const bands = countBands(Object.fromEntries(rows.map((row) => [row.ended, row.calls])))
      return { ...day, ...bands, cost: rows.reduce((sum, row) => sum + row.cost, 0) }
    })
    const totals = countBands({})
    for (const day of byDay) for (const band of BAND_NAMES) totals[band] += day[band]
    const cost = byDay.reduce((sum, day) => sum + day.cost, 0)
    return { cost, days: byDay, from, timezone: zone, totals }
  })
