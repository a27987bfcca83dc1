import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import { CALL_CATEGORY_NAMES, type CategoryCounts, countByCategory } from './callCategories'
import { type Day, readDays } from './days'

/** The ID of the client whose calls are meant, or null for all calls. */
export type ClientOrAll = null | string

/** A condition in SQL for the calls of one client; empty for all. */
export const ofClient = (clientID: ClientOrAll, parameter: string) =>
  clientID === null ? '' : `and client_id = ${parameter}::uuid`

// The index on `reported_at` contains all columns, so the table is not read.
const readEnded = (clientID: ClientOrAll) => `
  select width_bucket(reported_at, $1::timestamptz[]) - 1 as day,
    coalesce(ended_group::text, 'unknown') as ended, count(*)::int as calls,
    coalesce(sum(cost), 0)::float8 as cost
  from call_summaries
  where reported_at >= $2::timestamptz and ${IS_COUNTED_CALL} ${ofClient(clientID, '$3')}
  group by 1, 2`

const endedSchema = z.array(
  z.object({ calls: z.number(), cost: z.number(), day: z.number(), ended: z.string() }),
)

export type DayFigures = CategoryCounts & Day & { cost: number }

/** The calls of the last 30 days, by the time of their report. Test calls are left out. */
export type CallFigures = {
  /** What calls cost at Vapi, in US dollars. */
  cost: number
  /** The oldest first. */
  days: DayFigures[]
  /** The first instant of the first day. */
  from: string
  /** The time zone of the days. */
  timezone: string
  totals: CategoryCounts
}

type ReadCalls = {
  pool: Pool
  /** The time zone of the days; null means UTC. */
  timezone: null | string
  clientID: ClientOrAll
}

/** Counts the calls of the last 30 days by day and category. */
export const readCallFigures = ({ pool, timezone, clientID }: ReadCalls): Promise<CallFigures> =>
  readInTime(pool, async (read) => {
    const { days, from, timezone: zone } = await readDays(read, timezone)
    const only = clientID === null ? [] : [clientID]
    const starts = days.map((day) => day.from)
    const ended = endedSchema.parse(
      await read({ text: readEnded(clientID), values: [starts, from, ...only] }),
    )
    const byDay = days.map((day, index) => {
      const rows = ended.filter((row) => row.day === index)
      const categories = countByCategory(
        Object.fromEntries(rows.map((row) => [row.ended, row.calls])),
      )
      return { ...day, ...categories, cost: rows.reduce((sum, row) => sum + row.cost, 0) }
    })
    const totals = countByCategory({})
    for (const day of byDay)
      for (const category of CALL_CATEGORY_NAMES) totals[category] += day[category]
    const cost = byDay.reduce((sum, day) => sum + day.cost, 0)
    return { cost, days: byDay, from, timezone: zone, totals }
  })
