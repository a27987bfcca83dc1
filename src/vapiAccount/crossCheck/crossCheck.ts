/**
 * Compares Vapi's statistics with Vapi's list of calls once a day. A difference is a hint beside what is known of
 * calls here, never a gap: the statistics are not of this desk either.
 * @module
 */

import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { connectionOf, listAccounts } from '../accounts/connect'
import { countCalls } from '../api/calls'
import { differencesOf, type Listed } from './differences'

// Of several processes, one is first. A check that failed is tried again the next day.
const TAKE = `
  insert into vapi_cross_checks as known (account_id, tried_at)
  select id, now() from vapi_accounts where id = $1::uuid
  on conflict (account_id) do update set tried_at = excluded.tried_at
  where known.tried_at < now() - interval '23 hours'
  returning account_id`

// Whole days in UTC, as the statistics have them, of which all was listed. Today's calls still change.
const READ_PERIOD = `
  select date_trunc('day', lower(part) at time zone 'UTC' + interval '1 day' - interval '1 microsecond')
      at time zone 'UTC' as start,
    least(date_trunc('day', upper(part) at time zone 'UTC'), date_trunc('day', now() at time zone 'UTC'))
      at time zone 'UTC' as "end"
  from vapi_coverage cross join unnest(covered * tstzmultirange(tstzrange(
    now() - make_interval(days => $2::int), null))) as part
  where account_id = $1::uuid
  order by upper(part) desc limit 1`

const periodSchema = z.array(z.object({ end: z.date(), start: z.date() }))

const READ_LISTED = `
  select assistant_id as "assistantID", count(*)::int as calls from vapi_calls
  where account_id = $1::uuid and created_at >= $2::timestamptz and created_at < $3::timestamptz
  group by 1 limit 5000`

const listedSchema: z.ZodType<Listed[]> = z.array(
  z.object({ assistantID: z.string().nullable(), calls: z.number() }),
)

const KEEP = `
  update vapi_cross_checks set checked_at = now(), from_at = $2, until_at = $3, differences = $4::jsonb
  where account_id = $1::uuid`

/** Vapi's plans keep calls for a fortnight and longer: within that, statistics and list are of the same calls. */
const DEFAULT_DAYS = 14

type Period = { end: Date; start: Date }

const readPeriod = async (pool: Pool, accountID: string, days: number): Promise<null | Period> => {
  const { rows } = await pool.query({ text: READ_PERIOD, values: [accountID, days] })
  const [period] = periodSchema.parse(rows)
  return period && period.start < period.end ? period : null
}

type Check = { accountID: string; payload: Payload; signal: AbortSignal }

const checkAccount = async ({ accountID, payload, signal }: Check): Promise<void> => {
  const { pool } = payload.db
  const connection = await connectionOf(payload, accountID, { signal })
  if (!connection) return
  const days = connection.retentionDays ?? DEFAULT_DAYS
  const period = await readPeriod(pool, accountID, days)
  if (!period) return
  const { rowCount } = await pool.query({ text: TAKE, values: [accountID] })
  if (rowCount !== 1) return
  const counted = await countCalls(connection, period)
  // It is only a hint: without an answer the last one stays, and the account says what is wrong.
  if (!counted.ok) return
  const { rows } = await pool.query({
    text: READ_LISTED,
    values: [accountID, period.start, period.end],
  })
  const differences = differencesOf(counted.value, listedSchema.parse(rows))
  await pool.query({
    text: KEEP,
    values: [accountID, period.start, period.end, JSON.stringify(differences)],
  })
}

/** Cross-checks each account once a day, over all processes: one request an account. */
export const crossCheck = async ({
  payload,
  signal,
}: {
  payload: Payload
  signal: AbortSignal
}): Promise<void> => {
  for (const accountID of await listAccounts(payload)) {
    if (signal.aborted) return
    await checkAccount({ accountID, payload, signal })
  }
}
