import type { Pool } from 'pg'
import { CLIENTS, fillTables, YEARS } from '../shared/fillTables'

/** The token index by which the statements of ingest look up a client. */
export const tokenIndexOf = (number: number): string => `client-${number}`

const FILL_CLIENTS = `
  insert into users (id, email, currency, is_active, vapi_webhook_token_index)
  select uuidv7(), n || '@desk.test', 'EUR', true, 'client-' || n from generate_series(0, $1 - 1) n
  on conflict do nothing`

// Evenly over the years, with the calls of all clients interleaved, as they would have arrived.
const FILL_SUMMARIES = `
  with client as materialized (
    select array_agg(id order by vapi_webhook_token_index) as ids from users
  ), call as (
    select n, interval '-${YEARS} years' * (1 - n::float8 / $1) as ago from generate_series(1, $1::int) n
  )
  insert into call_summaries (id, client_id, vapi_call_id, summary, duration_seconds, ended_group,
    started_at, reported_at, created_at, updated_at)
  select uuidv7(ago), client.ids[1 + n::bigint * 7919 % ${CLIENTS}], uuidv7(ago)::text,
    'A call of before.', n % 600, 'completed', now() + ago, now() + ago, now() + ago, now() + ago
  from call, client`

const FILL_DELIVERIES = `
  insert into webhook_deliveries
    (id, client_id, state, message_type, vapi_call_id, call_summary_id, body, received_at)
  select uuidv7(reported_at - now()), client_id, 'stored', 'end-of-call-report', vapi_call_id, id, '{}',
    reported_at
  from call_summaries`

/** Replaces all calls and deliveries with a history of that many calls, each with its delivery. */
export const fill = (pool: Pool, rows: number): Promise<void> =>
  fillTables(pool, {
    after: (sql) => sql.query('vacuum analyze call_summaries, webhook_deliveries'),
    before: (sql) => sql.query(FILL_CLIENTS, [CLIENTS]),
    insert: async (sql) => {
      await sql.query(FILL_SUMMARIES, [rows])
      await sql.query(FILL_DELIVERIES)
    },
    rows,
  })
