import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { asJSON, login } from '../../tests/helpers/requests'
import { admin } from '../ingest/ours'
import { ACCOUNT, MISSING_EVERY } from './calls'

const walkSchema = z.array(z.object({ calls: z.number(), requests: z.number(), state: z.string() }))

const OF_WHOLE = `where account_id = $1 and kind = 'whole'`

/** Fills the desk with the calls that Vapi lists, but for some that are missing. */
const fillCalls = (sql: pg.Pool, clientID: string, calls: number) =>
  sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, call_type, vapi_assistant_id, started_at, ended_at,
       duration_seconds, summary, transcript, cost, has_recording, reported_at, updated_at, created_at)
     select gen_random_uuid(), $1, 'b0000000-0000-4000-9000-' || lpad(number::text, 12, '0'), 'inboundPhoneCall', $2,
       now() - interval '1 day', now() - interval '1 day', 90, 'Wants a table for two.', 'AI: Good morning.', 0.2, false,
       now() - interval '1 day', now(), now()
     from generate_series(0, $3::int - 1) number where number % $4::int <> 0`,
    [clientID, ACCOUNT.assistantID, calls, MISSING_EVERY],
  )

/** Connects a client of the desk to the list server, and follows the walks over its calls. */
export const openAccount = async ({
  calls,
  sql,
  url,
}: {
  calls: number
  sql: pg.Pool
  url: string
}) => {
  const accountID = randomUUID()
  const client = await sql.query<{ id: string }>(
    `select id from users where email = 'client-0@desk.test'`,
  )
  const clientID = client.rows[0]?.id
  if (clientID === undefined) throw new Error('There is no client')
  await sql.query(`insert into vapi_accounts (id, label, region) values ($1, 'Reconciled', 'us')`, [
    accountID,
  ])
  await sql.query(
    `update users set vapi_account_id = $1, vapi_assistant_id = $2, created_at = now() - interval '1 year' where id = $3`,
    [accountID, ACCOUNT.assistantID, clientID],
  )
  await fillCalls(sql, clientID, calls)
  await sql.query('vacuum analyze call_summaries')
  const readWalk = async () => {
    const { rows } = await sql.query(`select * from vapi_walks ${OF_WHOLE}`, [accountID])
    return walkSchema.parse(rows)[0] ?? { calls: 0, requests: 0, state: 'idle' }
  }
  return {
    accountID,
    clientID,
    /** Saves the key, as staff would. The walk over all calls begins. */
    connect: async () => {
      const headers = await login({ ...admin, url })
      const { status } = await asJSON({
        body: { key: ACCOUNT.key },
        headers,
        method: 'PATCH',
        url: `${url}/api/vapi-accounts/${accountID}`,
      })
      if (status !== 200) throw new Error(`The key was answered ${status}`)
    },
    readWalk,
    /** Asks for another walk over all calls, as *Check now* does, and waits until it has begun. */
    requestCheck: async () => {
      await sql.query(`update vapi_walks set requested_at = now(), due_at = null ${OF_WHOLE}`, [
        accountID,
      ])
      while ((await readWalk()).state !== 'running') await sleep(200)
    },
    states: async () => {
      const { rows } = await sql.query(
        `select state, count(*)::int as calls from vapi_calls where account_id = $1 group by state`,
        [accountID],
      )
      const counted = z.array(z.object({ calls: z.number(), state: z.string() })).parse(rows)
      return Object.fromEntries(counted.map((each) => [each.state, each.calls]))
    },
  }
}
