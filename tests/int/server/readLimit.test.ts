import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

const LIMIT = 40

type Headers = Record<string, string>

let desk: TestDesk

const read = (headers: Headers, path = '/call-summaries') =>
  asJSON<{ errors?: { message: string }[] }>({ headers, url: `${desk.url}/api${path}` })

const number = (headers: globalThis.Headers, name: string) => Number(headers.get(name))

const spend = async (headers: Headers, times: number) => {
  const statuses: number[] = []
  for (let at = 0; at < times; at += 1) statuses.push((await read(headers)).status)
  return statuses
}

const client = async () => desk.login(await makeClient(desk.payload))

beforeAll(async () => {
  desk = await createTestDesk({
    env: { API_CLIENT_LIMIT: String(LIMIT), CORS_ORIGINS: '*' },
  })
  await makeSuperuser(desk.payload)
}, 120_000)

afterAll(() => desk.stop())

describe('a client', () => {
  it('is told where it stands, and to wait when its minute is used up', async () => {
    const headers = await client()
    const first = await read(headers)
    expect(first.headers.get('ratelimit-policy')).toBe(`"minute";q=${LIMIT};w=60`)
    const left = number(first.headers, 'ratelimit-remaining')
    expect(left).toBeGreaterThan(LIMIT - 4)
    expect(left).toBeLessThan(LIMIT)
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"minute";r=${left};t=\\d+$`))
    expect(number(first.headers, 'ratelimit-limit')).toBe(LIMIT)
    expect(number(first.headers, 'ratelimit-reset')).toBeLessThanOrEqual(60)
    expect(number((await read(headers)).headers, 'ratelimit-remaining')).toBe(left - 1)

    const statuses = await spend(headers, LIMIT + 10)
    const passed = statuses.filter((status) => status === 200).length + LIMIT - left + 1
    expect(passed).toBeGreaterThanOrEqual(LIMIT)
    expect(passed).toBeLessThanOrEqual(LIMIT + 5)
    const refused = await read({ ...headers, origin: 'https://portal.example' })
    expect(refused.status).toBe(429)
    expect(refused.body.errors).toHaveLength(1)
    expect(number(refused.headers, 'retry-after')).toBeGreaterThan(0)
    expect(number(refused.headers, 'retry-after')).toBeLessThanOrEqual(60)
    expect(number(refused.headers, 'ratelimit-remaining')).toBe(0)
    expect(refused.headers.get('cache-control')).toBe('no-store')
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After')
  })

  it('has one limit over REST, GraphQL and all its credentials', async () => {
    const account = await makeClient(desk.payload)
    const byLogin = await desk.login(account)
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'CRM' },
      headers: byLogin,
      url: `${desk.url}/api/api-keys`,
    })
    const byKey = { authorization: `Bearer ${body.doc.key}` }
    expect((await read(byKey)).status).toBe(200)
    const query = '{ CallSummaries { totalDocs } }'
    for (let at = 0; at < LIMIT + 5; at += 1) {
      await graphQL({ headers: byLogin, query, url: desk.url })
    }
    expect((await graphQL({ headers: byLogin, query, url: desk.url })).status).toBe(429)
    expect((await read(byKey)).status).toBe(429)
  })

  it('is not let past by what Payload would overlook', async () => {
    const headers = await client()
    const token = headers.authorization?.replace('JWT ', '') ?? ''
    const tricks: (() => Headers)[] = [
      () => ({ authorization: `Basic ${crypto.randomUUID()}`, cookie: `payload-token=${token}` }),
      () => ({
        authorization: `users API-Key ${crypto.randomUUID()}`,
        cookie: `payload-token=${token}`,
      }),
      () => ({ cookie: `a=${crypto.randomUUID()}; payload-token=${token}` }),
      () => ({ cookie: `payload-token=${crypto.randomUUID()}; payload-token=${token}` }),
    ]
    for (const trick of tricks) expect((await read(trick(), '/users/me')).status).toBe(200)
    await spend(headers, LIMIT + 5)
    for (const trick of tricks) {
      const user = await asJSON<{ user?: unknown }>({
        headers: trick(),
        url: `${desk.url}/api/users/me`,
      })
      expect(user.body.user ?? null).toBeNull()
    }
  })

  it('counts where a POST says that it is a GET', async () => {
    const headers = await client()
    const post = () =>
      fetch(`${desk.url}/api/call-summaries`, {
        body: 'limit=1',
        headers: {
          ...headers,
          'content-type': 'application/x-www-form-urlencoded',
          'x-http-method-override': 'GET',
        },
        method: 'POST',
      })
    const statuses: number[] = []
    for (let at = 0; at < LIMIT + 10; at += 1) statuses.push((await post()).status)
    expect(statuses.at(-1)).toBe(429)
  })

  it('shares its limit with other processes, through the database', async () => {
    const headers = await client()
    await spend(headers, LIMIT / 2)
    // What others have used meanwhile.
    await desk.sql.query('update webhook_limits set points = points + $1', [LIMIT])
    expect(await spend(headers, 6)).toContain(429)
  })

  it('takes nobody along who shares a password of the proxy in front', async () => {
    const shared = { authorization: 'Basic c2hhcmVk' }
    const withCookie = ({ authorization = '' }: Headers) => ({
      ...shared,
      cookie: `payload-token=${authorization.replace('JWT ', '')}`,
    })
    const [busy, calm] = [withCookie(await client()), withCookie(await client())]
    expect((await spend(busy, LIMIT + 10)).at(-1)).toBe(429)
    expect((await read(calm)).status).toBe(200)
  })

  it('is limited alone', async () => {
    const [busy, calm] = [await client(), await client()]
    await spend(busy, LIMIT + 5)
    expect((await read(busy)).status).toBe(429)
    expect((await read(calm)).status).toBe(200)
  })

  it('passes without limit while the limiter’s table is away', async () => {
    const headers = await client()
    await desk.sql.query('alter table webhook_limits rename to webhook_limits_away')
    const statuses = await spend(headers, LIMIT * 2)
    await desk.sql.query('alter table webhook_limits_away rename to webhook_limits')
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})

describe('nobody else is limited', () => {
  it('neither staff nor strangers', async () => {
    const staff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
    const answers = await spend(staff, LIMIT * 2)
    expect(new Set(answers)).toEqual(new Set([200]))
    expect((await read(staff)).headers.get('ratelimit-limit')).toBeNull()
    expect(new Set(await spend({}, LIMIT * 2))).toEqual(new Set([403]))
  })
})
