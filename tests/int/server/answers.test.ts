import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'

type Headers = Record<string, string>
type Raw = { body: Buffer; headers: NodeJS.Dict<string | string[]>; status: number | undefined }

const PORTAL = 'https://portal.example'

let desk: TestDesk
let byClient: Headers
let byOther: Headers
let cookie: Headers
let clientID: string

/** As it comes over the wire: `fetch` would unpack it. */
const ask = (path: string, headers: Headers = {}, method = 'GET', body?: string): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const asking = request(`${desk.url}/api${path}`, { headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          body: Buffer.concat(chunks),
          headers: response.headers,
          status: response.statusCode,
        }),
      )
    })
    asking.once('error', reject)
    asking.end(body)
  })

const LIST = '/call-summaries?limit=20&sort=vapiCallId'

beforeAll(async () => {
  desk = await createTestDesk({
    env: { CORS_ORIGINS: `${PORTAL}, http://localhost:4321`, SERVER_URL: 'https://desk.example' },
  })
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload)
  clientID = client.id
  byClient = await desk.login(client)
  byOther = await desk.login(await makeClient(desk.payload))
  cookie = { cookie: `payload-token=${byClient.authorization?.replace('JWT ', '')}` }
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, summary)
     select gen_random_uuid(), $1, 'call-' || n, now(), 'A summary, ' || n
     from generate_series(1, 30) n`,
    [clientID],
  )
}, 120_000)

afterAll(() => desk.stop())

describe('a tag', () => {
  it('answers who has it already with 304 and no body', async () => {
    const first = await ask(LIST, byClient)
    const { etag } = first.headers
    expect(etag).toMatch(/^W\/"/)
    expect(first.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: expect.stringContaining('Authorization, Cookie'),
    })
    const again = await ask(LIST, { ...byClient, 'if-none-match': `"x", ${etag}` })
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag])
    expect(again.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: expect.stringContaining('Authorization'),
    })
    expect(again.headers['content-type']).toBeUndefined()

    const packed = await ask(LIST, { ...byClient, 'accept-encoding': 'br' })
    expect(packed.headers.etag).toBe(etag)
  })

  it('changes with the list, and with a document of it', async () => {
    const list = await ask(LIST, byClient)
    const { id } = JSON.parse(list.body.toString()).docs[0]
    const one = await ask(`/call-summaries/${id}`, byClient)
    expect(one.headers.etag).toBeDefined()
    await desk.sql.query("update call_summaries set summary = 'Another' where id = $1", [id])
    for (const [path, { headers }] of [
      [LIST, list],
      [`/call-summaries/${id}`, one],
    ] as const) {
      const after = await ask(path, { ...byClient, 'if-none-match': String(headers.etag) })
      expect([path, after.status]).toEqual([path, 200])
      expect(after.headers.etag).not.toBe(headers.etag)
    }
  })

  it('of one client says nothing to another', async () => {
    const { etag } = (await ask(LIST, byClient)).headers
    const other = await ask(LIST, { ...byOther, 'if-none-match': String(etag) })
    expect([other.status, JSON.parse(other.body.toString()).docs]).toEqual([200, []])
    const nobody = await ask(LIST, { 'if-none-match': String(etag) })
    expect([nobody.status, nobody.headers.etag, nobody.headers['cache-control']]).toEqual([
      403,
      undefined,
      'no-store',
    ])
  })

  it('is on the answer to HEAD as well, without a body', async () => {
    const { body, headers } = await ask(LIST, byClient)
    const head = await ask(LIST, byClient, 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect(head.headers.etag).toBe(headers.etag)
    expect(head.headers['content-length']).toBe(String(body.length))
    const has = { ...byClient, 'if-none-match': String(headers.etag) }
    expect((await ask(LIST, has, 'HEAD')).status).toBe(304)
  })

  it.each(['/users/me', '/users', '/api-keys'])(
    'is not on what may hold secrets, and nobody keeps it: %s',
    async (path) => {
      const { headers, status } = await ask(path, byClient)
      expect([status, headers.etag, headers['cache-control']]).toEqual([200, undefined, 'no-store'])
    },
  )

  it('is not on answers to writes', async () => {
    const json = { ...byClient, 'content-type': 'application/json' }
    const query = JSON.stringify({ query: '{ CallSummaries { totalDocs } }' })
    const { headers, status } = await ask('/graphql', json, 'POST', query)
    expect([status, headers.etag, headers['cache-control']]).toEqual([200, undefined, 'no-store'])
  })
})

describe('every answer', () => {
  it.each([
    ['a list', LIST, 'GET'],
    ['a refusal', '/users/generate-vapi-token', 'POST'],
    ['a wrong method', '/call-summaries', 'TRACE'],
    ['a report', '/v1/vapi/webhook/no-token-of-anybody-here', 'POST'],
    ['a preflight', LIST, 'OPTIONS'],
    ['health', '/health', 'GET'],
    ['nothing at all', '/no/such/path', 'GET'],
  ])('has an id of its own: %s', async (_, path, method) => {
    const asked = [await ask(path, byClient, method), await ask(path, byClient, method)]
    const ids = asked.map(({ headers }) => String(headers['x-request-id']))
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(new Set(ids).size).toBe(2)
  })
})

describe('a long answer', () => {
  it.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('travels as %s to who accepts it', async (encoding, unpack) => {
    const plain = await ask(LIST, byClient)
    const packed = await ask(LIST, { ...byClient, 'accept-encoding': encoding })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe(encoding)
    expect(packed.headers['content-length']).toBe(String(packed.body.length))
    expect(packed.headers.vary).toContain('Accept-Encoding')
    expect(plain.headers.vary).toContain('Accept-Encoding')
    expect(packed.body.length).toBeLessThan(plain.body.length / 3)
    expect(unpack(packed.body).toString()).toBe(plain.body.toString())
  })

  it('of GraphQL too', async () => {
    const headers = { ...byClient, 'accept-encoding': 'gzip', 'content-type': 'application/json' }
    const query = JSON.stringify({
      query: '{ CallSummaries(limit: 30) { docs { id summary client { id } } } }',
    })
    const { body, headers: got } = await ask('/graphql', headers, 'POST', query)
    expect(got['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(body).toString()).data.CallSummaries.docs).toHaveLength(30)
  })

  it('stays plain when it is short, and when a browser sent its cookie', async () => {
    const accepts = { 'accept-encoding': 'gzip, br' }
    const short = await ask('/call-summaries/count', { ...byClient, ...accepts })
    expect([short.status, short.headers['content-encoding']]).toEqual([200, undefined])
    const browser = await ask(LIST, { ...cookie, ...accepts, 'sec-fetch-site': 'same-origin' })
    expect([browser.status, browser.headers['content-encoding']]).toEqual([200, undefined])
    expect(JSON.parse(browser.body.toString()).docs).toHaveLength(20)
  })
})

describe('scripts of other origins', () => {
  const asks = (origin: string, headers: Headers = {}) => ({
    'access-control-request-headers': 'authorization, if-none-match',
    'access-control-request-method': 'GET',
    origin,
    ...headers,
  })

  it.each(['/call-summaries', '/graphql', '/nothing/here'])(
    'are let in by a preflight, without anybody signing in: %s',
    async (path) => {
      const { body, headers, status } = await ask(path, asks(PORTAL), 'OPTIONS')
      expect([status, body.length]).toEqual([204, 0])
      expect(headers).toMatchObject({
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': expect.stringMatching(/Authorization.*If-None-Match/),
        'access-control-allow-methods': expect.stringContaining('GET'),
        'access-control-allow-origin': PORTAL,
        'access-control-max-age': '7200',
        vary: expect.stringContaining('Origin'),
      })
    },
  )

  it.each(['https://evil.example', 'https://portal.example.evil.example', 'null'])(
    'are not when they are not named: %s',
    async (origin) => {
      const asked = await ask('/call-summaries', asks(origin), 'OPTIONS')
      const read = await ask('/call-summaries', { ...byClient, origin })
      for (const { headers } of [asked, read]) {
        expect(headers['access-control-allow-origin']).toBeUndefined()
        expect(headers['access-control-allow-credentials']).toBeUndefined()
        expect(headers.vary).toContain('Origin')
      }
    },
  )

  it('read the answers, their tags and their refusals', async () => {
    const read = await ask('/call-summaries', { ...byClient, origin: PORTAL })
    const refused = await ask('/call-summaries', { origin: PORTAL })
    expect([read.status, refused.status]).toEqual([200, 403])
    for (const { headers } of [read, refused]) {
      expect(headers['access-control-allow-origin']).toBe(PORTAL)
      expect(headers['access-control-expose-headers']).toContain('ETag')
    }
  })

  it('use the cookie of who is signed in only where they are named', async () => {
    const me = async (origin: string) =>
      JSON.parse((await ask('/users/me', { ...cookie, origin })).body.toString()).user?.id
    expect(await me(PORTAL)).toBe(clientID)
    expect(await me('https://desk.example')).toBe(clientID)
    expect(await me('https://evil.example')).toBeUndefined()
  })

  it('have no way to the webhook', async () => {
    const { headers, status } = await ask('/v1/vapi/webhook/a', asks(PORTAL), 'OPTIONS')
    expect([status, headers.allow]).toEqual([405, 'POST'])
  })
})
