import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'

const AT_ONCE = 4
const LONG = { interval: 10, timeout: 30_000 }

type Door = { body?: unknown; headers?: Record<string, string>; path: string }

let desk: TestDesk
let client: Record<string, string>
let staff: Record<string, string>
let call: string
let blocker: pg.PoolClient

const query = (text: string): Door => ({
  body: { query: text },
  headers: { 'content-type': 'application/json' },
  path: '/api/graphql',
})

/** Every way by which a client's calls are read. */
const doors: Record<string, () => Door> = {
  'a count': () => ({ path: '/api/call-summaries/count?where[price][greater_than]=3' }),
  'a count in GraphQL': () =>
    query('{ countCallSummaries(where: {price: {greater_than: 3}}) { totalDocs } }'),
  'a list': () => ({ path: '/api/call-summaries' }),
  'a list by filters that Payload reads': () => ({
    path: '/api/call-summaries?where[client.email][like]=desk',
  }),
  'a list in GraphQL': () => query('{ CallSummaries { docs { id } } }'),
  'a list in GraphQL that wants an unusual answer': () => {
    const { headers, ...rest } = query('{ CallSummaries { docs { id } } }')
    return { ...rest, headers: { ...headers, accept: 'application/graphql-response+json' } }
  },
  'a list with whose they are': () => ({ path: '/api/call-summaries?depth=1' }),
  'a list whose filter is posted': () => ({
    body: 'limit=5',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-payload-http-method-override': 'GET',
    },
    path: '/api/call-summaries',
  }),
  'a search': () => ({ path: '/api/call-summaries?search=anna' }),
  'an export': () => ({ path: '/api/call-summaries/export?format=ndjson' }),
  changes: () => ({ path: '/api/call-summaries?updatedSince=2026-01-01' }),
  'one call': () => ({ path: `/api/call-summaries/${call}` }),
  'one call in GraphQL': () => query(`{ CallSummary(id: "${call}") { summary } }`),
}

const send = async ({ body, headers, path }: Door, init: RequestInit = {}) => {
  const answer = await fetch(`${desk.url}${path}`, {
    ...init,
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' ? body : JSON.stringify(body), method: 'POST' }),
    headers: { ...client, ...headers },
  })
  return { answer, text: await answer.text() }
}

const waiting = async (): Promise<number> => {
  const { rows } = await desk.sql.query<{ count: string }>(
    `select count(*) from pg_stat_activity where wait_event_type = 'Lock' and state = 'active'
       and datname = current_database()`,
  )
  return Number(rows[0]?.count)
}

/** Until so many statements wait for the table. */
const untilWaiting = (count: number) => expect.poll(waiting, LONG).toBe(count)

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const user = await makeClient(desk.payload)
  client = await desk.login(user)
  staff = await desk.login(await makeStaff(desk.payload, ['webhook-deliveries.view']))
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     select gen_random_uuid(), $1, 'call ' || n, now() from generate_series(1, 3) n returning id`,
    [user.id],
  )
  call = rows[0]?.id ?? ''
  // Each once, so that nothing has to be loaded or connected while the time runs.
  for (const door of Object.values(doors)) expect((await send(door())).answer.status).toBe(200)
})

afterAll(() => desk.stop())

// Whatever reads calls now waits, as long as the test likes.
beforeEach(async () => {
  blocker = await desk.sql.connect()
  await blocker.query('begin; lock table call_summaries, webhook_deliveries')
})

afterEach(async () => {
  await blocker.query('rollback')
  blocker.release()
})

describe('a read that takes too long', () => {
  it('is ended and refused once, at every door, and leaves nothing behind that runs', async () => {
    const ask = async ([name, door]: [string, () => Door]) => {
      const sent = send(door()).catch((error: unknown) => ({ answer: null, text: String(error) }))
      const { answer, text } = await sent
      const code = /"code":"(\w+)"/.exec(text)?.[1] ?? text
      return [name, answer?.status, code, answer?.headers.get('retry-after') ?? null]
    }
    const answers = []
    // No more of one client are worked on at a time.
    const all = Object.entries(doors)
    for (let at = 0; at < all.length; at += AT_ONCE) {
      answers.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(ask))))
    }
    const expected = Object.keys(doors).map((name) => {
      const status = name.includes('GraphQL') ? 200 : 503
      return [name, status, 'READ_TOO_SLOW', '10']
    })
    expect(answers).toEqual(expected)
    expect(await waiting()).toBe(0)
  })

  it('is one of staff as well', async () => {
    const answer = await fetch(`${desk.url}/api/webhook-deliveries`, { headers: staff })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('"READ_TOO_SLOW"')
  })
})

describe('a read that nobody waits for any more', () => {
  // Beside a search, what is found by searches is brought up to date, and waits as well.
  const { 'a search': _, ...others } = doors

  it.each(Object.entries(others))('is ended at once: %s', async (_, door) => {
    const controller = new AbortController()
    const asked = send(door(), { signal: controller.signal }).catch(() => null)
    await untilWaiting(1)
    const start = performance.now()
    controller.abort()
    await asked
    await untilWaiting(0)
    // Long before its time is up.
    expect(performance.now() - start).toBeLessThan(4_000)
  })
})

describe('a write', () => {
  it('goes on without whoever asked for it', async () => {
    const superuser = await desk.login(
      await makeStaff(desk.payload, ['call-summaries.view', 'call-summaries.change']),
    )
    const controller = new AbortController()
    const asked = fetch(`${desk.url}/api/call-summaries/${call}`, {
      body: JSON.stringify({ outcome: 'written' }),
      headers: { ...superuser, 'content-type': 'application/json' },
      method: 'PATCH',
      signal: controller.signal,
    }).catch(() => null)
    await untilWaiting(1)
    controller.abort()
    await asked
    await blocker.query('commit; begin')
    const outcome = async () => {
      const { rows } = await desk.sql.query('select outcome from call_summaries where id = $1', [
        call,
      ])
      return rows[0]?.outcome
    }
    await expect.poll(outcome, LONG).toBe('written')
  })
})

describe('the connections of reads that were ended', () => {
  it('serve others', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const asked = Array.from({ length: AT_ONCE }, () =>
      send({ path: '/api/call-summaries' }, { signal }).catch(() => null),
    )
    await untilWaiting(AT_ONCE)
    controller.abort()
    await Promise.all(asked)
    await untilWaiting(0)
    await blocker.query('rollback; begin')
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => send({ path: '/api/call-summaries' })),
    )
    expect(answers.map(({ answer }) => answer.status)).toEqual(answers.map(() => 200))
  })
})
