import type { Pool, PoolClient } from 'pg'

export const CLIENTS = 1_000

/** What the statements of ingest look a client up by. */
export const clientKey = (number: number): string => `client-${number}`

const YEARS = 2

const FILL_CLIENTS = `
  insert into users (id, email, currency, is_active, vapi_webhook_token_index)
  select uuidv7(), n || '@desk.test', 'EUR', true, 'client-' || n from generate_series(0, $1 - 1) n
  on conflict do nothing`

// Evenly over the years, everybody's calls in between everybody else's, as they would have come.
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

type Index = { definition: string; name: string }

const secondaryIndexes = async (sql: PoolClient): Promise<Index[]> => {
  const { rows } = await sql.query<Index>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename in ('call_summaries', 'webhook_deliveries') and indexname not like '%_pkey'`,
  )
  return rows
}

const fillWith = async (sql: PoolClient, rows: number): Promise<void> => {
  // As superuser: no checks of foreign keys that hold anyway, and no waiting for the disk.
  await sql.query(`set session_replication_role = replica; set synchronous_commit = off;
    set maintenance_work_mem = '512MB'; truncate webhook_deliveries, call_summaries cascade`)
  await sql.query(FILL_CLIENTS, [CLIENTS])
  // One by one, the entries of indexes would take most of the time.
  const indexes = rows > 100_000 ? await secondaryIndexes(sql) : []
  for (const { name } of indexes) await sql.query(`drop index "${name}"`)
  await sql.query(FILL_SUMMARIES, [rows])
  await sql.query(FILL_DELIVERIES)
  for (const { definition } of indexes) await sql.query(definition)
  await sql.query('vacuum analyze call_summaries, webhook_deliveries')
}

/** Makes a history of so many calls, each with its delivery, in place of what is there. */
export const fill = async (pool: Pool, rows: number): Promise<void> => {
  const client = await pool.connect()
  try {
    await fillWith(client, rows)
  } finally {
    // Its settings must not get back into the pool.
    client.release(true)
  }
}
