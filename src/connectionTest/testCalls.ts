import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { TEST_VALUES } from '../vapi/testReport'

/** How many tests of one client's connection are allowed per minute. */
const TESTS_A_MINUTE = 6

/**
 * `$1` client, `$2` the holder of the lease. It is a lease, so that a process that dies blocks the
 * client only for seconds; a test finishes long before.
 */
const TAKE = `
  with taken as (
    insert into test_call_turns as turn (client_id, holder, ends_at, since, used)
    values ($1, $2, now() + interval '20 seconds', now(), 1)
    on conflict (client_id) do update set
      holder = excluded.holder,
      ends_at = excluded.ends_at,
      since = case when turn.since < now() - interval '1 minute' then now() else turn.since end,
      used = case when turn.since < now() - interval '1 minute' then 1 else turn.used + 1 end
    where turn.ends_at <= now()
      and (turn.since < now() - interval '1 minute' or turn.used < ${TESTS_A_MINUTE})
    returning holder
  )
  select (select holder from taken) is not null as taken,
    (select ends_at <= now() from test_call_turns where client_id = $1) as is_limit,
    (select ceil(extract(epoch from since + interval '1 minute' - now()))::int
     from test_call_turns where client_id = $1) as wait`
const END = 'update test_call_turns set ends_at = now() where client_id = $1 and holder = $2'

const turnSchema = z.tuple([
  z.object({
    is_limit: z.boolean().nullable(),
    taken: z.boolean(),
    wait: z.number().nullable(),
  }),
])

/** The lease for a client's one test, or why none may start now. */
export type TestTurn =
  | { end: () => Promise<void>; kind: 'mine' }
  | { kind: 'limit'; waitSeconds: number }
  | { kind: 'running' }

/** Allows one test of a client at a time, and six per minute, across all processes. */
export const takeTestTurn = async (pool: Pool, clientID: string): Promise<TestTurn> => {
  const mine = [clientID, randomUUID()]
  const { rows } = await pool.query({ text: TAKE, values: mine })
  const [{ is_limit, taken, wait }] = turnSchema.parse(rows)
  if (taken) return { end: async () => void (await pool.query(END, mine)), kind: 'mine' }
  return is_limit ? { kind: 'limit', waitSeconds: Math.max(1, wait ?? 1) } : { kind: 'running' }
}

/** The client's webhook token, decrypted; null if it has none. */
export const readToken = async (payload: Payload, clientID: string): Promise<null | string> => {
  const { rows } = await payload.db.pool.query<{ token: null | string }>(
    'select vapi_webhook_token as token from users where id = $1::uuid',
    [clientID],
  )
  const token = rows[0]?.token
  return token ? payload.decrypt(token) : null
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

const storedSchema = z.array(
  z.object({
    call: z.record(z.string(), z.unknown()),
    deliveries: z.coerce.number(),
    id: z.string(),
  }),
)

const READ_STORED = `
  select call.id, to_jsonb(call) as call,
    (select count(*) from webhook_deliveries delivery
     where delivery.call_summary_id = call.id) as deliveries
  from call_summaries call
  where call.client_id = $1::uuid and call.vapi_call_id = $2`

type OneTest = { callID: string; clientID: string; pool: Pool }

/**
 * The stored call of a test: its ID, how often it was delivered, and which fields differ from what was
 * sent.
 */
type StoredTest = { deliveries: number; id: string; wrong: string[] }

/** Finds the stored call of a test, and compares it with what was sent; null if there is none. */
export const readStoredTest = async ({
  callID,
  clientID,
  pool,
}: OneTest): Promise<null | StoredTest> => {
  const { rows } = await pool.query({ text: READ_STORED, values: [clientID, callID] })
  const [stored] = storedSchema.parse(rows)
  if (!stored) return null
  const expected = Object.entries({ ...TEST_VALUES, isTest: true })
  const wrong = expected.filter(([field, value]) => stored.call[snakeCase(field)] !== value)
  return {
    deliveries: stored.deliveries,
    id: stored.id,
    wrong: wrong.map(([field]) => field),
  }
}

const REMOVE = `
  with deliveries as (
    delete from webhook_deliveries where client_id = $1::uuid and vapi_call_id = $2
      and not exists (
        select 1 from call_summaries
        where client_id = $1::uuid and vapi_call_id = $2 and is_test is not true)
    returning id
  ), calls as (
    delete from call_summaries where client_id = $1::uuid and vapi_call_id = $2 and is_test
    returning id
  )
  select (select count(*)::int from calls) as calls,
    (select count(*)::int from deliveries) as deliveries`

const removedSchema = z.tuple([z.object({ calls: z.number(), deliveries: z.number() })])

/**
 * Removes a test's call and its deliveries, in one statement. Calls that are not tests are never removed.
 * @param callID the ID of a test call; the caller must have checked that it is one
 * @returns how many calls and deliveries were removed
 */
export const removeTest = async ({
  callID,
  clientID,
  pool,
}: OneTest): Promise<{ calls: number; deliveries: number }> => {
  const { rows } = await pool.query({ text: REMOVE, values: [clientID, callID] })
  return removedSchema.parse(rows)[0]
}
