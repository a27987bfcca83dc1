import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import type { ClientOrAll } from './callFigures'
import { FIGURE_DAYS } from './days'

// In each client's own time zone: noon is noon at the client.
const readHours = (clientID: ClientOrAll) => `
  with client as materialized (
    select id, known_time_zone(nullif(timezone::text, '')) as zone
    from users ${clientID === null ? '' : 'where id = $2::uuid'}
  )
  select extract(isodow from at)::int - 1 as weekday, extract(hour from at)::int as hour,
    count(*)::int as calls
  from (
    select reported_at at time zone client.zone as at
    from call_summaries join client on client.id = client_id
    where reported_at >= now() - make_interval(days => $1::int) and ${IS_COUNTED_CALL}
      ${clientID === null ? '' : 'and client_id = $2::uuid'}
  ) call
  group by 1, 2`

const hoursSchema = z.array(z.object({ calls: z.number(), hour: z.number(), weekday: z.number() }))

/** The number of calls for each weekday, from Monday, and each hour of the day. */
export type BusyHours = { week: number[][] }

type ReadHours = { pool: Pool; clientID: ClientOrAll }

/** Counts the calls of the last 30 days by the hour of the week in which they were reported. */
export const readBusyHours = ({ pool, clientID }: ReadHours): Promise<BusyHours> =>
  readInTime(pool, async (read) => {
    const values = clientID === null ? [FIGURE_DAYS] : [FIGURE_DAYS, clientID]
    const rows = hoursSchema.parse(await read({ text: readHours(clientID), values }))
    const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
    for (const { calls, hour, weekday } of rows) week[weekday]?.splice(hour, 1, calls)
    return { week }
  })
