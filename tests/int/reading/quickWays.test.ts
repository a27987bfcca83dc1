import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { QUICK_WAYS, type QuickWay } from '../../../src/quickWays'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

const METRICS_TOKEN = 'a metrics token of tests'.replaceAll(' ', '-')
const KEY = '0123456789abcdef0123456789abcdef'

let desk: TestDesk
let headers: Record<string, string>
let key: Record<string, string>
let call: string

const taken = async (): Promise<Map<string, number>> => {
  const { body } = await asJSON<string>({
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    url: `${desk.url}/api/metrics`,
  })
  const samples = body.matchAll(/^desk_quick_reads_total\{taken="(\w+)",way="(\w+)"\} (\d+)$/gm)
  return new Map([...samples].map(([, took, way, count]) => [`${way} ${took}`, Number(count)]))
}

/** Which ways were taken while something was done, and which not. */
const waysOf = async (act: () => Promise<unknown>): Promise<string[]> => {
  const before = await taken()
  await act()
  const after = await taken()
  return [...after.keys()].filter((name) => after.get(name) !== before.get(name)).sort()
}

const get = async (path: string, as = headers) => {
  const answer = await asJSON({ headers: as, url: `${desk.url}/api/call-summaries${path}` })
  expect(answer.status).toBe(200)
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { METRICS_TOKEN } })
  await makeSuperuser(desk.payload)
  const user = await makeClient(desk.payload)
  await desk.payload.update({
    collection: 'users',
    data: { apiKey: KEY, enableAPIKey: true },
    id: user.id,
    overrideAccess: true,
  })
  key = withAPIKey(KEY)
  headers = await desk.login(user)
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     select gen_random_uuid(), $1, 'call ' || n, now() from generate_series(1, 3) n returning id`,
    [user.id],
  )
  call = rows[0]?.id ?? ''
})

afterAll(() => desk.stop())

describe('each quick way is taken', () => {
  it('by a list', async () => {
    const ways = await waysOf(() =>
      get('?where[endedGroup][equals]=voicemail&where[price][exists]=true'),
    )
    expect(ways).toEqual(['page yes', 'permit yes', 'route yes', 'total yes', 'user yes'])
  })

  it('by a list of an own field', async () => {
    for (const filter of ['[fields.nights][equals]=2', '[fields__nights][greater_than]=2']) {
      const ways = await waysOf(() => get(`?where${filter}&sort=-reportedAt`))
      expect([filter, ways]).toEqual([
        filter,
        ['page yes', 'permit yes', 'route yes', 'total yes', 'user yes'],
      ])
    }
  })

  it('by a list of what was reported as wrong, and of what is to do', async () => {
    for (const filter of ['feedback.state', 'feedback__state', 'followUp']) {
      const value = filter === 'followUp' ? 'open' : 'new'
      const ways = await waysOf(() => get(`?where[${filter}][equals]=${value}&sort=-reportedAt`))
      expect([filter, ways]).toEqual([
        filter,
        ['page yes', 'permit yes', 'route yes', 'total yes', 'user yes'],
      ])
    }
  })

  it('by a list that goes on at a cursor', async () => {
    const { body } = await asJSON<{ nextCursor: string }>({
      headers,
      url: `${desk.url}/api/call-summaries?limit=1`,
    })
    const ways = await waysOf(() => get(`?before=${body.nextCursor}`))
    expect(ways).toEqual(['page yes', 'permit yes', 'route yes', 'user yes'])
  })

  it('by one call', async () => {
    const ways = await waysOf(() => get(`/${call}`))
    expect(ways).toEqual(['page yes', 'permit yes', 'route yes', 'user yes'])
  })

  it('by a count', async () => {
    expect(await waysOf(() => get('/count'))).toEqual(['permit yes', 'route yes', 'user yes'])
  })

  it('by a key as by a session', async () => {
    expect(await waysOf(() => get('/count', key))).toContain('user yes')
  })

  it('by a query in GraphQL', async () => {
    const query = '{ CallSummaries(limit: 2, where: {price: {exists: true}}) { docs { id } } }'
    const ways = await waysOf(() => graphQL({ headers, query, url: desk.url }))
    expect(ways).toContain('graphql yes')
    expect(ways).toContain('permit yes')
    expect(ways.filter((way) => way.endsWith('no'))).toEqual([])
  })
})

describe('a quick way that is not taken', () => {
  const others: Partial<Record<QuickWay, () => Promise<unknown>>> = {
    graphql: () =>
      graphQL({
        headers,
        query: 'mutation { unlockUser(email: "nobody@desk.test") }',
        url: desk.url,
      }),
    permit: () => get('?where[client.name][equals]=x'),
    route: () => asJSON({ headers, url: `${desk.url}/api/call-summaries/access/${call}` }),
  }

  it.each(Object.entries(others))('is counted: %s', async (way, act) => {
    expect(QUICK_WAYS).toContain(way)
    expect(await waysOf(act)).toContain(`${way} no`)
  })
})

describe('a query that fails', () => {
  it('runs once, and says so beside what did not fail', async () => {
    const query = `{
      wrong: CallSummaries(before: "nonsense") { docs { id } }
      right: CallSummaries { totalDocs }
    }`
    const ways = await waysOf(async () => {
      const { body, status } = await graphQL({ headers, query, url: desk.url })
      expect(status).toBe(200)
      expect(body.errors).toMatchObject([
        {
          extensions: { code: 'CURSOR_INVALID', statusCode: 400 },
          message: expect.stringContaining('cursor'),
          path: ['wrong'],
        },
      ])
      expect(body.data).toEqual({ right: { totalDocs: 3 }, wrong: null })
    })
    expect(ways).toContain('graphql yes')
    expect(ways).not.toContain('graphql no')
  })

  it('shows nobody what went wrong within', async () => {
    await desk.sql.query('alter table call_summaries rename column outcome to gone')
    try {
      const query = '{ CallSummaries { docs { outcome } } }'
      const { body } = await graphQL({ headers, query, url: desk.url })
      expect(body.errors).toMatchObject([
        { extensions: { code: 'INTERNAL_ERROR' }, message: 'Something went wrong.' },
      ])
      const { body: list, status } = await asJSON({
        headers,
        url: `${desk.url}/api/call-summaries`,
      })
      expect([status, list]).toEqual([
        500,
        { errors: [{ code: 'INTERNAL_ERROR', message: 'Something went wrong.' }] },
      ])
    } finally {
      await desk.sql.query('alter table call_summaries rename column gone to outcome')
    }
  })
})

describe('a list that is refused', () => {
  it.each([
    ['a cursor that is none', '?before=nonsense', 'CURSOR_INVALID'],
    ['a filter on what is hidden', '?where[cost][equals]=1', 'QUERY_INVALID'],
    ['a value that does not fit', '?where[price][equals]=x', 'VALUE_INVALID'],
  ])('is answered as Payload answers it: %s', async (_, query, code) => {
    const answer = await asJSON({ headers, url: `${desk.url}/api/call-summaries${query}` })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ errors: [{ code, message: expect.any(String) }] })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
