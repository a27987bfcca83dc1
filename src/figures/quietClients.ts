import type { Pool } from 'pg'
import { z } from 'zod'
import { IS_CLIENT, USER_LABEL_TEXT } from '../access/userSQL'
import { NEEDS_REVIEW } from '../clients/needsReview'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL, IS_REPORTED_CALL, NEWEST_LOOKED_AT } from '../database/lists/countedCalls'
import { HOUR_MS } from '../lib/time/units'
import { goneQuiet, type QuietReason, RHYTHM_WEEKS } from './goneQuiet'
import { WEEK_HOURS } from './localHours'

/**
 * The rhythms of all live clients. The hours with calls are one text for each client: as rows they
 * would take longer to transfer than to count. `$1` the beginning, a full hour. `excused`: since the
 * last call, a delivery was refused or needs review. Imported calls tell a client's rhythm, but only a client whose
 * calls were reported here can have gone quiet: its last call is one of those.
 */
const READ_RHYTHMS = `
  with client as materialized (
    select id, ${USER_LABEL_TEXT} as name, timezone::text as timezone, setup_status_since as live_since
    from users where ${IS_CLIENT} and setup_status = 'live'
  ), heard as materialized (
    select client_id, date_bin('1 hour', reported_at, $1::timestamptz) as hour, count(*)::int as calls
    from call_summaries where reported_at >= $1::timestamptz and ${IS_COUNTED_CALL}
    group by 1, 2
  ), rhythm as (
    select client_id, array_agg((extract(epoch from hour) / 3600)::int)::text as hours,
      array_agg(calls)::text as counts
    from heard group by client_id
  )
  select client.id, client.name, client.timezone, client.live_since as "liveSince",
    coalesce(rhythm.hours, '{}') as hours, coalesce(rhythm.counts, '{}') as counts,
    first.at as "firstAt", last.at as "lastAt",
    exists (
      select from webhook_refusals refused
      where refused.client_id = client.id and refused.last_at > coalesce(last.at, '-infinity')
    ) or exists (
      select from webhook_deliveries delivery
      where delivery.client_id = client.id and ${NEEDS_REVIEW}
        and delivery.received_at > coalesce(last.at, '-infinity')
    ) as excused
  from client
    left join rhythm on rhythm.client_id = client.id
    left join lateral (
      select reported_at as at from (
        select reported_at, source from call_summaries
        where client_id = client.id and ${IS_COUNTED_CALL} and reported_at is not null
        order by reported_at desc limit ${NEWEST_LOOKED_AT}
      ) newest
      where ${IS_REPORTED_CALL} order by reported_at desc limit 1
    ) last on true
    left join lateral (
      select reported_at as at from call_summaries
      where client_id = client.id and ${IS_COUNTED_CALL} and reported_at is not null
      order by reported_at limit 1
    ) first on true`

// An array of integers in PostgreSQL's text format: {1,2}.
const integers = z
  .string()
  .transform((text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)))

const rhythmsSchema = z.array(
  z.object({
    counts: integers,
    excused: z.boolean(),
    firstAt: z.date().nullable(),
    hours: integers,
    id: z.string(),
    lastAt: z.date().nullable(),
    liveSince: z.date().nullable(),
    name: z.string(),
    timezone: z.string().nullable(),
  }),
)

/** Clients that are live and have gone quiet. */
export type QuietFigures = {
  clients: {
    /** The number of calls expected since the last one. */
    expected: number
    /** True if refused deliveries, or deliveries that need review, explain the silence. */
    excused: boolean
    id: string
    lastAt: null | string
    name: string
    reason: QuietReason
  }[]
  /** Set if all clients are silent. */
  desk: null | { expected: number; lastAt: string }
  /** How many clients are live. */
  live: number
  /** IDs of clients that are silent while most others are too. */
  together: string[]
}

/** Finds the live clients that have gone quiet; see `goneQuiet` for the rule. */
export const readQuietClients = async ({ pool }: { pool: Pool }): Promise<QuietFigures> => {
  const now = new Date()
  const from = (Math.floor(now.getTime() / HOUR_MS) - RHYTHM_WEEKS * WEEK_HOURS) * HOUR_MS
  const rows = await readInTime(pool, (read) =>
    read({ text: READ_RHYTHMS, values: [new Date(from)] }),
  )
  const rhythms = rhythmsSchema.parse(rows)
  const byID = new Map(rhythms.map((rhythm) => [rhythm.id, rhythm]))
  const { clients, desk, together } = goneQuiet({ now, rhythms })
  return {
    clients: clients.map(({ expected, id, lastAt, reason }) => ({
      excused: byID.get(id)?.excused ?? false,
      expected,
      id,
      lastAt: lastAt?.toISOString() ?? null,
      name: byID.get(id)?.name ?? '',
      reason,
    })),
    desk: desk && { expected: desk.expected, lastAt: desk.lastAt.toISOString() },
    live: rhythms.length,
    together,
  }
}
