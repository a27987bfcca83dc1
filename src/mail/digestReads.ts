import type { Pool } from 'pg'
import { z } from 'zod'
import { IS_COUNTED_CALL, IS_REPORTED_CALL } from '../database/lists/countedCalls'
import { OUTCOME_KEY } from '../database/lists/outcomeKey'
import { type CallFigures, callFiguresSchema, type ListedCall, listedCallSchema } from './data'
import type { ServiceHours, Span } from './openHours'
import type { Bounds } from './periods'

/** Outcomes that mean nothing was booked, although a price was named. Keys have `_` between words. */
export const NOTHING_BOOKED =
  '(?:^|[^[:alnum:]])(?:not?|(?:cancel|declin|refus|reject)[[:alpha:]]*|lost)(?![[:alnum:]])'

// A call belongs to the period in which it was reported, so late reports are in the next digest. Imported calls are
// no news.
const OF_PERIOD = `client_id = $1::uuid and ${IS_COUNTED_CALL} and ${IS_REPORTED_CALL}
  and reported_at < $2`

const FIGURES = {
  name: 'desk_digest_figures',
  text: `
  with call as materialized (
    select reported_at >= $3 as now, ended_group, price, currency,
      nullif(btrim(outcome), '') as outcome, nullif(btrim(service_name), '') as service,
      not exists (
        select from unnest($5::timestamptz[], $6::timestamptz[]) as open (since, till)
        where coalesce(started_at, reported_at) >= since
          and coalesce(started_at, reported_at) < till
      ) as outside
    from call_summaries where ${OF_PERIOD} and reported_at >= $4
  )
  select count(*) filter (where now)::int as calls,
    count(*) filter (where not now)::int as "callsBefore",
    count(*) filter (where now and outside)::int as "outsideHours",
    (select coalesce(json_agg(each), '[]') from (
      select coalesce(ended_group, 'unknown') as name, count(*)::int from call where now
      group by 1 order by 2 desc, 1) each) as "endedGroups",
    (select coalesce(json_agg(each), '[]') from (
      select min(outcome) as name, count(*)::int from call where now and outcome is not null
      group by ${OUTCOME_KEY} order by 2 desc, 1 limit 8) each) as outcomes,
    (select coalesce(json_agg(each), '[]') from (
      select min(service) as name, count(*)::int from call where now and service is not null
      group by lower(service) order by 2 desc, 1 limit 5) each) as services,
    (select coalesce(json_agg(each), '[]') from (
      select currency, sum(price)::float8 as sum from call
      where now and price > 0 and (outcome is null or outcome !~* $7)
      group by 1 order by count(*) desc, 1) each) as values
  from call`,
}

const LIST = {
  name: 'desk_digest_list',
  text: `
  select customer_name as "customerName", customer_phone as "customerPhone", outcome,
    service_name as "serviceName", started_at as "startedAt", reported_at as "reportedAt"
  from call_summaries where ${OF_PERIOD} and reported_at >= $3
  order by reported_at limit $4`,
}

const HOURS = {
  name: 'desk_digest_hours',
  text: `select day, opens, closes from users_service_hours where _parent_id = $1::uuid`,
}

const hoursSchema = z.array(z.object({ closes: z.string(), day: z.string(), opens: z.string() }))

/** Reads a client's opening hours. */
export const readServiceHours = async (pool: Pool, clientID: string): Promise<ServiceHours[]> =>
  hoursSchema.parse((await pool.query({ ...HOURS, values: [clientID] })).rows)

type OfPeriod = { bounds: Bounds; clientID: string }

/**
 * Reads the figures of a period's calls, in one statement.
 * @param open when the client was open in the period
 */
export const readCallFigures = async (
  pool: Pool,
  { bounds, clientID, open }: OfPeriod & { open: readonly Span[] },
): Promise<CallFigures> => {
  const { from, previousFrom, to } = bounds
  const spans = [open.map((span) => span.from), open.map((span) => span.to)]
  const values = [clientID, to, from, previousFrom, ...spans, NOTHING_BOOKED]
  const { rows } = await pool.query({ ...FIGURES, values })
  return callFiguresSchema.parse(rows[0])
}

/** Reads the first calls of a period, in the order in which they were reported. */
export const readListedCalls = async (
  pool: Pool,
  { bounds, clientID, limit }: OfPeriod & { limit: number },
): Promise<ListedCall[]> => {
  const values = [clientID, bounds.to, bounds.from, limit]
  return listedCallSchema.array().parse((await pool.query({ ...LIST, values })).rows)
}
