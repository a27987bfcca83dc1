import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { TEST_VALUES } from '../vapi/testReport'

/** Tests of one client's line a minute. */
const TESTS_A_MINUTE = 6

/**
 * `$1` client, `$2` who tests. A lease, so that a process that dies holds the client up for seconds only;
 * a test is over long before.
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

/** A client's one test that runs, or why none may begin now. */
export type TestTurn =
  | { end: () => Promise<void>; kind: 'mine' }
  | { kind: 'limit'; waitSeconds: number }
  | { kind: 'running' }

/** Lets a client's line be tested once at a time, and a few times a minute, over all processes. */
export const takeTestTurn = async (pool: Pool, clientID: string): Promise<TestTurn> => {
  const mine = [clientID, randomUUID()]
  const { rows } = await pool.query({ text: TAKE, values: mine })
  const [{ is_limit, taken, wait }] = turnSchema.parse(rows)
  if (taken) return { end: async () => void (await pool.query(END, mine)), kind: 'mine' }
  return is_limit ? { kind: 'limit', waitSeconds: Math.max(1, wait ?? 1) } : { kind: 'running' }
}

/** The client's webhook token in the clear, null when it has none. */
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

/** A test's call as it is stored: its id, how often it came, and which fields are not as they were sent. */
type StoredTest = { deliveries: number; id: string; wrong: string[] }

/** Looks for the call of a test, and compares it with what was sent; null: it is not there. */
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
 * Removes a test's call and its deliveries, in one statement. Nothing of a call that is no test.
 * @param callID of a test: whoever asks has made sure of that
 */
export const removeTest = async ({
  callID,
  clientID,
  pool,
}: OneTest): Promise<{ calls: number; deliveries: number }> => {
  const { rows } = await pool.query({ text: REMOVE, values: [clientID, callID] })
  return removedSchema.parse(rows)[0]
}
