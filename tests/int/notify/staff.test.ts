import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>

const STATES = ['dead', 'dead', 'dead', 'sent', 'not_needed', 'sending', 'waiting'] as const

let desk: TestDesk
let clientID: string
let client: Headers
let root: Headers
let viewer: Headers
let retrier: Headers
let ids: string[]

const retry = (body: unknown, headers = retrier) =>
  asJSON({ body, headers, url: `${desk.url}/api/notifications/retry` })

const states = async () =>
  (
    await desk.sql.query<{ attempts: string; id: string; problem: null | string; state: string }>(
      'select id, state, attempts, problem from notifications order by vapi_call_id',
    )
  ).rows

const list = (query: string, headers: Headers) =>
  asJSON<{ docs?: Record<string, unknown>[]; errors?: unknown; totalDocs?: number }>({
    headers,
    url: `${desk.url}/api/notifications${query}`,
  })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  const owner = await makeClient(desk.payload)
  clientID = owner.id
  client = await desk.login(owner)
  viewer = await desk.login(await makeStaff(desk.payload, ['notifications.view']))
  retrier = await desk.login(
    await makeStaff(desk.payload, ['notifications.view', 'notifications.change']),
  )
})

beforeEach(async () => {
  await desk.sql.query('truncate notifications')
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into notifications
       (id, client_id, channel, kind, state, vapi_call_id, due_at, attempts, problem, lease)
     select uuidv7(), $1, 'sms', 'call', state::enum_notifications_state, 'call-' || n, now(), 3,
       case when state = 'dead' then 'Refused.' end, case when state = 'sending' then 'mine' end
     from unnest($2::text[]) with ordinality as given (state, n) returning id`,
    [clientID, STATES],
  )
  ids = rows.map(({ id }) => id)
})

afterAll(() => desk.stop())

describe('retrying', () => {
  it.each([
    ['named ones', () => ({ ids: ids.slice(0, 2) }), { retried: 2, skipped: 0 }],
    [
      'what a filter finds',
      () => ({ where: { state: { equals: 'dead' } } }),
      { retried: 3, skipped: 0 },
    ],
    ['all', () => ({ all: true }), { retried: 3, skipped: 4 }],
  ])('takes %s, and leaves alone what was not given up', async (_, selection, counts) => {
    expect(await retry(selection())).toMatchObject({ body: counts, status: 200 })
    const after = await states()
    expect(after.filter(({ state }) => state === 'waiting')).toHaveLength(1 + counts.retried)
    expect(after[0]).toMatchObject({ attempts: '0', problem: null, state: 'waiting' })
    expect(after.slice(3).map(({ state }) => state)).toEqual(STATES.slice(3))
  })

  it('is done once when two people ask at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => retry({ all: true })))
    const sum = answers.reduce((total, { body }) => total + Number(body.retried), 0)
    expect(sum).toBe(3)
  })

  it('asks for notifications.change', async () => {
    const changer = await desk.login(await makeStaff(desk.payload, ['notifications.change']))
    expect((await retry({ all: true }, {})).status).toBe(401)
    expect((await retry({ all: true }, client)).status).toBe(403)
    expect((await retry({ all: true }, viewer)).status).toBe(403)
    // Whoever may not see them finds none to retry.
    expect((await retry({ all: true }, changer)).body).not.toMatchObject({ retried: 3 })
    expect((await states()).filter(({ state }) => state === 'dead')).toHaveLength(3)
    expect((await retry({ all: true }, root)).body).toMatchObject({ retried: 3 })
  })

  it.each([{}, { ids: [] }, { ids: ['no-uuid'] }, { all: false }, { all: true, more: 1 }, 'no'])(
    'refuses %j',
    async (body) => {
      expect((await retry(body)).status).toBe(400)
    },
  )

  it('finds nothing by a lease, which nobody may know', async () => {
    const { body, status } = await retry({ where: { lease: { equals: 'mine' } } }, retrier)
    expect(status).not.toBe(200)
    expect(JSON.stringify(body)).not.toContain('mine')
  })
})

describe('the list', () => {
  it('has what became of each for staff, without leases', async () => {
    const { body } = await list('?limit=10&sort=vapiCallId', viewer)
    expect(body.docs?.map(({ state }) => state)).toEqual(STATES)
    expect(body.docs?.[0]).toMatchObject({ attempts: 3, channel: 'sms', problem: 'Refused.' })
    expect(JSON.stringify(body)).not.toMatch(/lease/i)
    const counted = await graphQL<{ it: { totalDocs: number } }>({
      headers: viewer,
      query: '{ it: countNotifications(where: { state: { equals: dead } }) { totalDocs } }',
      url: desk.url,
    })
    expect(counted.body.data?.it.totalDocs).toBe(3)
  })

  it.each([
    '?sort=lease',
    '?sort=leasedUntil',
    '?where[lease][exists]=true',
    '?where[leasedUntil][exists]=true',
  ])('cannot be asked about leases: %s', async (query) => {
    const { body, status } = await list(query, viewer)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body.docs).toBe(undefined)
  })

  it('is closed to clients, over REST and GraphQL, also about themselves', async () => {
    for (const query of ['', `?where[client][equals]=${clientID}`, `/${ids[0]}`, '/count']) {
      expect((await list(query, client)).status).toBe(403)
    }
    const { body } = await graphQL({
      headers: client,
      query: '{ Notifications { docs { id problem } } countNotifications { totalDocs } }',
      url: desk.url,
    })
    expect(JSON.stringify(body.data)).not.toMatch(/Refused|docs|[1-9]/)
    const by = await asJSON<{ docs?: unknown[] }>({
      headers: client,
      url: `${desk.url}/api/users?where[notifications.problem][exists]=true`,
    })
    expect(by.body.docs ?? []).toEqual([])
  })
})
