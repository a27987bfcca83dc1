import type { Pool } from 'pg'
import { fill as fillCalls } from '../reads/fill'

// After the clients of the calls, who are the first of them.
const FILL_CLIENTS = `
  insert into users (id, email, name, business_name, currency, is_active)
  select uuidv7(), 'quiet-' || n || '@desk.test', 'Owner ' || n, 'Salon ' || n, 'EUR', true
  from generate_series(1, $1::int) n on conflict do nothing`

const FILL_DELIVERIES = `
  insert into webhook_deliveries
    (id, client_id, state, message_type, vapi_call_id, call_summary_id, body, received_at)
  select uuidv7(reported_at - now()), client_id, 'stored', 'end-of-call-report', vapi_call_id, id, '{}',
    reported_at
  from call_summaries order by reported_at desc limit $1`

const FILL_NOTIFICATIONS = `
  insert into notifications (id, client_id, channel, kind, state, call_summary_id, due_at, sent_at, attempts)
  select uuidv7(reported_at - now()), client_id, 'email', 'call', 'sent', id, reported_at, reported_at, 1
  from call_summaries order by reported_at desc limit $1`

/** How much there is of what staff look at. */
export type Size = { calls: number; clients: number }

/**
 * Replaces everything by that many calls and clients, with a delivery and a notification for each of the
 * newest tenth of the calls.
 */
export const fill = async (sql: Pool, { calls, clients }: Size): Promise<void> => {
  await fillCalls(sql, calls)
  const { rows } = await sql.query<{ count: string }>('select count(*) from users')
  await sql.query(FILL_CLIENTS, [Math.max(0, clients - Number(rows[0]?.count))])
  await sql.query('truncate notifications')
  await sql.query(FILL_DELIVERIES, [Math.ceil(calls / 10)])
  await sql.query(FILL_NOTIFICATIONS, [Math.ceil(calls / 10)])
  await sql.query('vacuum analyze users, webhook_deliveries, notifications')
}
