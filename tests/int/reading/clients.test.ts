import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Client = Awaited<ReturnType<typeof makeClient>>
type Headers = Record<string, string>

const CALLS = 130
const MINE = 'the words of my call'
const THEIRS = 'the words of their call'

let desk: TestDesk
let client: Client
let other: Client
let root: Headers
let byJWT: Headers
let byKey: Headers

const rest = async (path: string, headers: Headers) => {
  const { body, status } = await asJSON({ headers, url: `${desk.url}/api${path}` })
  return { body, status, text: JSON.stringify(body) }
}

const graph = async (query: string, headers: Headers) => {
  const { body } = await graphQL({ headers, query, url: desk.url })
  return { data: body.data, errors: body.errors, text: JSON.stringify(body) }
}

const post = (token: string, message: Record<string, unknown>) =>
  asJSON({
    body: { message: { ...report2026.message, ...message } },
    headers: { 'x-vapi-secret': 'secret-of-my-sender' },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload, {
    vapiAssistantId: 'assistant-of-client',
    vapiSender: {
      networks: '127.0.0.0/8',
      secret: 'secret-of-my-sender',
      verification: 'secret',
    },
  })
  other = await makeClient(desk.payload, {
    name: 'Name of another',
    vapiAssistantId: 'assistant-of-other',
  })
  byJWT = await desk.login(client)

  const key = crypto.randomUUID()
  const issued = await asJSON({
    body: { apiKey: key, enableAPIKey: true },
    headers: root,
    method: 'PATCH',
    url: `${desk.url}/api/users/${client.id}`,
  })
  expect(issued.status).toBe(200)
  byKey = withAPIKey(key)

  await post(client.vapiWebhookToken, {
    analysis: { structuredData: { outcome: 'booked' }, summary: MINE },
    call: { assistantId: 'assistant-of-client', id: 'my-call' },
    timestamp: Date.parse('2026-06-01T00:00:00Z'),
  })
  await post(other.vapiWebhookToken, {
    analysis: { summary: THEIRS },
    call: { id: 'their-call' },
  })
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, started_at)
     select gen_random_uuid(), $1, 'old-' || n, '2026-01-01'::timestamptz + n * interval '1 minute',
       '2026-01-01'::timestamptz + n * interval '1 minute'
     from generate_series(1, $2) n`,
    [client.id, CALLS],
  )
}, 120_000)

afterAll(() => desk.stop())

describe.each([
  ['a login', () => byJWT],
  ['an API key', () => byKey],
])('with %s a client', (_, headersOf) => {
  it('reads its own summaries, newest first, over REST', async () => {
    const { body } = await rest('/call-summaries', headersOf())
    expect(body).toMatchObject({ limit: 10, totalDocs: CALLS + 1 })
    expect(body.docs).toMatchObject([
      { outcome: 'booked', summary: MINE, vapiCallId: 'my-call' },
      { vapiCallId: `old-${CALLS}` },
      ...Array(8).fill({ client: client.id }),
    ])
  })

  it('reads its own summaries over GraphQL', async () => {
    const { data, errors } = await graph(
      '{ CallSummaries(limit: 2) { totalDocs docs { vapiCallId summary endedGroup } } }',
      headersOf(),
    )
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      CallSummaries: {
        docs: [{ endedGroup: 'completed', summary: MINE }, {}],
        totalDocs: CALLS + 1,
      },
    })
  })

  it('filters, sorts, pages and selects', async () => {
    const headers = headersOf()
    const filtered = await rest('/call-summaries?where[outcome][equals]=booked', headers)
    expect(filtered.body.totalDocs).toBe(1)
    const sorted = await rest('/call-summaries?sort=startedAt&limit=3&page=2', headers)
    expect(sorted.body.docs).toMatchObject([
      { vapiCallId: 'old-4' },
      { vapiCallId: 'old-5' },
      { vapiCallId: 'old-6' },
    ])
    const selected = await rest('/call-summaries?limit=1&select[summary]=true', headers)
    expect(selected.body.docs).toEqual([{ id: expect.any(String), summary: MINE }])
  })

  it.each(['limit=1000', 'limit=0', 'pagination=false', 'limit=-1', 'limit=x&pagination=false'])(
    'gets at most 100 a page whatever it asks: %s',
    async (query) => {
      const { body } = await rest(`/call-summaries?${query}`, headersOf())
      expect(Array.isArray(body.docs) && body.docs.length).toBeLessThanOrEqual(100)
    },
  )

  it('gets at most 100 a page over GraphQL', async () => {
    for (const args of ['limit: 1000', 'limit: 0', 'pagination: false']) {
      const { data } = await graph(`{ it: CallSummaries(${args}) { docs { id } } }`, headersOf())
      expect(JSON.stringify(data).match(/"id"/g)?.length).toBeLessThanOrEqual(100)
    }
  })
})

describe('nothing of another client', () => {
  it('comes through lists, ids, filters, counts or relations', async () => {
    const theirs = await desk.payload.find({
      collection: 'call-summaries',
      overrideAccess: true,
      where: { client: { equals: other.id } },
    })
    const id = theirs.docs[0]?.id
    const doors = [
      await rest('/call-summaries?limit=100&depth=2', byJWT),
      await rest('/call-summaries?where[vapiCallId][equals]=their-call&depth=2', byJWT),
      await rest(`/call-summaries?where[client][equals]=${other.id}`, byJWT),
      await rest(`/call-summaries?where[or][0][client][equals]=${other.id}`, byJWT),
      await rest(`/call-summaries/${id}`, byJWT),
      await rest(`/users/${other.id}`, byJWT),
      await rest('/users?limit=100', byJWT),
      await graph(`{ CallSummary(id: "${id}") { summary client { name } } }`, byJWT),
      await graph(
        '{ CallSummaries(limit: 100) { docs { summary client { name email } } } }',
        byJWT,
      ),
      await graph('{ Users { docs { name email } } }', byJWT),
    ]
    for (const { text } of doors) {
      for (const secret of [THEIRS, 'Name of another', other.email, 'assistant-of-other']) {
        expect(text).not.toContain(secret)
      }
    }
    const count = await rest(`/call-summaries/count?where[client][equals]=${other.id}`, byJWT)
    expect(count.body).toMatchObject({ totalDocs: 0 })
  })
})

describe('what only staff see', () => {
  const HIDDEN = {
    'call-summaries': [
      'cost',
      'costBreakdown',
      'vapiAssistantId',
      'fieldTimes',
      'edits',
      'evidence',
      'source',
      'client.adminNotes',
      'client.fieldMapping',
      'client.foreignHash',
      'client.vapiWebhookToken',
      'client.vapiWebhookTokenIndex',
      'client.vapiGuard',
      'client.vapiSender.secret',
      'client.vapiSender.networks',
      'client.vapiAssistantId',
      'client.hash',
      'client.apiKeyIndex',
    ],
    users: [
      'adminNotes',
      'fieldMapping',
      'foreignHash',
      'vapiWebhookToken',
      'vapiWebhookTokenIndex',
      'vapiGuard',
      'vapiSender.secret',
      'vapiSender.verification',
      'vapiSender.networks',
      'vapiSender.signatureHeader',
      'vapiAssistantId',
      'hash',
      'salt',
      'resetPasswordToken',
      'apiKey',
      'apiKeyIndex',
      'loginAttempts',
    ],
  } as const
  const cases = Object.entries(HIDDEN).flatMap(([collection, fields]) =>
    fields.map((field) => [collection, field] as const),
  )

  it.each(cases)('cannot be filtered or sorted by: %s %s', async (collection, field) => {
    const filter = `where[${field}][exists]=true`
    for (const path of [
      `?${filter}`,
      `/count?${filter}`,
      `?where[or][0][and][0][${field}][like]=a`,
    ]) {
      const { status, text } = await rest(`/${collection}${path}`, byJWT)
      expect([path, status]).toEqual([path, 400])
      expect(text).not.toContain('select')
    }
    const sorted = await rest(`/${collection}?sort=${field}`, byJWT)
    expect(sorted.status).toBe(400)
  })

  it('cannot be filtered by over GraphQL', async () => {
    for (const query of [
      '{ CallSummaries(where: {cost: {greater_than: 0}}) { totalDocs } }',
      '{ CallSummaries(where: {vapiAssistantId: {exists: true}}) { totalDocs } }',
      '{ CallSummaries(where: {evidence: {exists: true}}) { totalDocs } }',
      '{ CallSummaries(where: {source: {equals: webhook}}) { totalDocs } }',
      '{ CallSummaries(whereFields: {nights: {equals: 1}}, where: {evidence: {exists: true}}) { totalDocs } }',
      '{ Users(where: {vapiWebhookToken: {exists: true}}) { totalDocs } }',
      '{ CallSummaries(sort: "cost") { totalDocs } }',
      '{ countCallSummaries(where: {cost: {greater_than: 0}}) { totalDocs } }',
    ]) {
      const { data, errors } = await graph(query, byJWT)
      expect([query, errors?.length ?? 0]).not.toEqual([query, 0])
      expect(JSON.stringify(data ?? {})).not.toContain('totalDocs')
    }
  })

  it('is in no answer: lists, single, populated, selected, login, me, refresh, GraphQL', async () => {
    const credentials = { email: client.email, password: 'a long enough password' }
    const login = await asJSON({ body: credentials, url: `${desk.url}/api/users/login` })
    const refresh = await asJSON({
      headers: byJWT,
      method: 'POST',
      url: `${desk.url}/api/users/refresh-token`,
    })
    const doors = [
      await rest('/call-summaries?depth=2&limit=100', byJWT),
      await rest('/call-summaries?select[cost]=true&select[vapiAssistantId]=true', byJWT),
      await rest('/users/me?depth=2', byJWT),
      await rest(`/users/${client.id}`, byJWT),
      await rest('/users?select[vapiWebhookToken]=true&select[adminNotes]=true', byJWT),
      await rest('/users/me', byKey),
      await graph('{ meUser { user { id vapiWebhookToken vapiAssistantId } } }', byJWT),
      await rest('/users?select[vapiSender]=true&select[vapiGuard]=true', byJWT),
      await graph('{ meUser { user { id vapiSender { secret networks } } } }', byKey),
      await graph('{ Users { docs { id vapiSender { secret networks } } } }', byJWT),
      await graph(
        '{ CallSummaries { docs { client { vapiSender { secret networks } } } } }',
        byJWT,
      ),
      await graph(
        '{ CallSummaries { docs { cost costBreakdown vapiAssistantId client { vapiWebhookToken vapiAssistantId } } } }',
        byJWT,
      ),
      { text: JSON.stringify(login.body) },
      { text: JSON.stringify(refresh.body) },
    ]
    for (const { text } of doors) {
      for (const secret of [
        client.vapiWebhookToken,
        'assistant-of-client',
        '0.1875',
        '"hash"',
        '"salt"',
        '"apiKey"',
        'webhookTokenIndex',
        'secret-of-my-sender',
        '127.0.0.0/8',
        'vapiGuard',
        'fieldTimes',
        '"edits"',
        '"evidence"',
        '"source"',
      ]) {
        expect(text).not.toContain(secret)
      }
    }
    const staff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
    expect((await rest('/call-summaries?where[vapiCallId][equals]=my-call', staff)).text).toContain(
      '0.1875',
    )
  })
})

describe('the notes of who is editing what', () => {
  it('are for staff with rights: clients neither see, make nor delete them', async () => {
    const path = '/payload-locked-documents'
    const lock = {
      document: { relationTo: 'users', value: other.id },
      user: { relationTo: 'users', value: client.id },
    }
    const send = (headers: Headers, method: string, body?: unknown) =>
      asJSON({ body, headers, method, url: `${desk.url}/api${path}` })
    expect((await send(root, 'POST', lock)).status).toBe(201)
    const empty = await desk.login(await makeStaff(desk.payload))
    for (const headers of [byJWT, byKey, empty, {}]) {
      const seen = await rest(`${path}?depth=2`, headers)
      expect(seen.text).not.toContain(other.id)
      // Staff without rights see those of their own account, whose page Payload makes by them.
      expect(seen.status).toBe(headers === empty ? 200 : 403)
      expect((await send(headers, 'POST', lock)).status).toBe(403)
    }
    const all = `${desk.url}/api${path}?where[id][exists]=true`
    expect((await asJSON({ headers: byJWT, method: 'DELETE', url: all })).status).toBe(403)
    const query = '{ PayloadLockedDocuments { totalDocs docs { id } } }'
    expect((await graph(query, byJWT)).text).not.toContain('"id"')
    expect((await asJSON({ headers: root, method: 'DELETE', url: all })).status).toBe(200)
  })
})

describe('a client cannot write', () => {
  it('deliveries or summaries, also not in bulk or by replay', async () => {
    const send = (path: string, method: string, body: unknown = {}) =>
      asJSON({ body, headers: byJWT, method, url: `${desk.url}/api${path}` })
    for (const [path, method] of [
      ['/call-summaries', 'POST'],
      ['/call-summaries?where[outcome][equals]=booked', 'PATCH'],
      ['/call-summaries?where[outcome][equals]=booked', 'DELETE'],
      ['/webhook-deliveries', 'POST'],
      ['/webhook-deliveries?where[id][exists]=true', 'PATCH'],
      ['/webhook-deliveries?where[id][exists]=true', 'DELETE'],
    ] as const) {
      const { status } = await send(path, method, { outcome: 'changed' })
      expect([path, method, status]).toEqual([path, method, 403])
    }
    expect((await send('/webhook-deliveries/replay', 'POST', { all: true })).status).toBe(403)
    const { body } = await rest('/call-summaries?where[outcome][equals]=booked', byJWT)
    expect(body.totalDocs).toBe(1)
  })
})

describe('an API key', () => {
  it('is issued by staff, never shown again, and dies when it is revoked', async () => {
    const own = await asJSON({
      body: { apiKey: crypto.randomUUID(), enableAPIKey: true },
      headers: byJWT,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(own.status).toBe(200)
    expect((await rest('/users/me', byKey)).body.user).toMatchObject({ id: client.id })

    const second = await makeClient(desk.payload)
    const key = crypto.randomUUID()
    const set = (body: unknown) =>
      asJSON({ body, headers: root, method: 'PATCH', url: `${desk.url}/api/users/${second.id}` })
    expect(JSON.stringify(await set({ apiKey: key, enableAPIKey: true }))).not.toContain(key)
    expect((await rest('/users/me', withAPIKey(key))).body.user).toMatchObject({ id: second.id })
    await set({ apiKey: null, enableAPIKey: false })
    expect((await rest('/users/me', withAPIKey(key))).body.user).toBeNull()
  })
})
