import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packText } from '../../../src/lib/packedText'
import { readMailCall } from '../../../src/mail/mailReads'
import { catchUp } from '../../../src/search/catchUp'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Client = Awaited<ReturnType<typeof makeClient>>
type Doc = { id: string; summary?: null | string; truncated?: null | string[] }
type List = {
  docs: Doc[]
  errors?: { code?: string; message: string }[]
  nextCursor: null | string
}
type Failed = { extensions?: { code?: string }; message: string }[]

const MAX_BYTES = 5_000_000
const MEGABYTE = 1_000_000
const EVER = '1970-01-01T00:00:00Z'

let desk: TestDesk
let big: Client
let byBig: Headers
let byStaff: Headers
let bySuperuser: Headers

const ask = async (path: string, headers: Headers) => {
  const answer = await fetch(`${desk.url}${path}`, { headers })
  const text = await answer.text()
  const body: List = JSON.parse(text)
  return { body, bytes: Buffer.byteLength(text), status: answer.status }
}

type Call = { messages?: unknown; summary?: string; transcript?: string }

const insertCalls = async (client: Client, calls: readonly Call[]): Promise<string[]> => {
  const ids: string[] = []
  for (const [n, { messages = null, summary = null, transcript = null }] of calls.entries()) {
    const { rows } = await desk.sql.query<{ id: string }>(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, summary, transcript, messages)
       values (gen_random_uuid(), $1, $2, now() - $3 * interval '1 minute', $4, $5, $6) returning id`,
      [client.id, crypto.randomUUID(), n, summary, transcript, JSON.stringify(messages)],
    )
    ids.push(rows[0]?.id ?? '')
  }
  return ids
}

const insertDeliveries = async (client: Client, bodies: readonly string[]): Promise<void> => {
  for (const body of bodies) {
    await desk.sql.query(
      `insert into webhook_deliveries (id, client_id, received_at, state, body)
       values (gen_random_uuid(), $1, now(), 'stored', $2)`,
      [client.id, packText(body)],
    )
  }
}

/** Waits until all that was written is told as changes. */
const settle = async () => {
  const { rows } = await desk.sql.query<{ now: string }>('select pg_current_xact_id()::text as now')
  await expect
    .poll(async () => {
      const { rows: states } = await desk.sql.query<{ settled: boolean }>(
        'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as settled',
        [rows[0]?.now],
      )
      return states[0]?.settled
    })
    .toBe(true)
}

/** What a walk by cursor gets, page by page. */
const walk = async (first: string, rest: (cursor: string) => string, headers: Headers) => {
  const pages: { bytes: number; ids: string[] }[] = []
  let path: null | string = first
  while (path !== null && pages.length < 500) {
    const { body, bytes, status } = await ask(path, headers)
    expect(status).toBe(200)
    const isLast = body.nextCursor === null || (pages.length > 0 && body.docs.length === 0)
    pages.push({ bytes, ids: body.docs.map(({ id }) => id) })
    path = isLast || body.nextCursor === null ? null : rest(body.nextCursor)
  }
  return pages
}

beforeAll(async () => {
  desk = await createTestDesk()
  bySuperuser = await desk.login(await makeSuperuser(desk.payload))
  big = await makeClient(desk.payload)
  byBig = await desk.login(big)
  byStaff = await desk.login(
    await makeStaff(desk.payload, ['call-summaries.view', 'webhook-deliveries.view']),
  )
  const text = 'word '.repeat(MEGABYTE / 5)
  await insertCalls(
    big,
    Array.from({ length: 8 }, () => ({
      messages: [{ at: 1, role: 'user', text }],
      transcript: text,
    })),
  )
  while (!(await catchUp({ pool: desk.payload.db.pool }))) await sleep(20)
  await insertDeliveries(
    big,
    Array.from({ length: 8 }, () => JSON.stringify({ text })),
  )
})

afterAll(() => desk.stop())

const character = fc.constantFrom('a', 'é', '漢', '😀', '\n', '"', '\u0001')
const sizes = fc.array(
  fc.record({
    character,
    megabytes: fc.oneof(
      { arbitrary: fc.constant(0.001), weight: 6 },
      { arbitrary: fc.double({ max: 3, min: 0.1, noNaN: true }), weight: 3 },
      { arbitrary: fc.double({ max: 7, min: 5, noNaN: true }), weight: 1 },
    ),
    where: fc.constantFrom('transcript', 'messages'),
  }),
  { maxLength: 30, minLength: 1 },
)

const callOf = ({
  character,
  megabytes,
  where,
}: {
  character: string
  megabytes: number
  where: string
}): Call => {
  const bytes = Buffer.byteLength(JSON.stringify(character)) - 2
  const text = character.repeat(Math.max(1, Math.round((megabytes * MEGABYTE) / bytes)))
  return where === 'messages' ? { messages: [{ role: 'user', text }] } : { transcript: text }
}

const TEXTS = 'select[transcript]=true&select[messages]=true'

describe('whoever walks by cursor', () => {
  const WALKS: Record<string, [first: string, rest: (cursor: string) => string]> = {
    'before, by when calls started': [
      `?pagination=false&limit=100&sort=-startedAt&${TEXTS}`,
      (cursor) => `?before=${cursor}&limit=100&sort=-startedAt&${TEXTS}`,
    ],
    'before, newest first': [
      `?pagination=false&limit=100&${TEXTS}`,
      (cursor) => `?before=${cursor}&limit=100&${TEXTS}`,
    ],
    'before, with whose they are': [
      `?pagination=false&depth=1&limit=100&${TEXTS}&select[client]=true`,
      (cursor) => `?before=${cursor}&depth=1&limit=100&${TEXTS}&select[client]=true`,
    ],
    'before, begun with nothing': [
      `?limit=100&${TEXTS}`,
      (cursor) => `?before=${cursor}&limit=100&${TEXTS}`,
    ],
    updatedSince: [
      `?updatedSince=${EVER}&limit=100&${TEXTS}`,
      (cursor) => `?updatedSince=${cursor}&limit=100&${TEXTS}`,
    ],
  }

  it.each(Object.entries(WALKS))(
    'gets each call once, in pages below the bound: %s',
    async (_, [first, rest]) => {
      await fc.assert(
        fc.asyncProperty(sizes, async (rows) => {
          const client = await makeClient(desk.payload)
          const headers = await desk.login(client)
          const ids = await insertCalls(client, rows.map(callOf))
          if (first.includes('updatedSince')) await settle()
          const root = '/api/call-summaries'
          const pages = await walk(`${root}${first}`, (cursor) => `${root}${rest(cursor)}`, headers)
          const found = pages.flatMap((page) => page.ids)
          if (first.includes('startedAt') || first.includes('updatedSince')) {
            expect([...found].sort()).toEqual([...ids].sort())
          } else expect(found).toEqual(ids)
          for (const { bytes, ids: each } of pages) {
            if (each.length > 1) expect(bytes).toBeLessThanOrEqual(MAX_BYTES)
          }
          await desk.sql.query('delete from call_summaries where client_id = $1', [client.id])
        }),
        { endOnFailure: true, numRuns: 4, seed: 12 },
      )
    },
    120_000,
  )

  it('gets a call that is larger than the bound alone', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    const transcript = 'a'.repeat(MAX_BYTES + 1)
    await insertCalls(client, [{}, { transcript }, {}])
    const path = (from: string) => `/api/call-summaries?${from}&limit=100&select[transcript]=true`
    const pages = await walk(
      path('pagination=false'),
      (cursor) => path(`before=${cursor}`),
      headers,
    )
    expect(pages.map(({ ids }) => ids.length)).toEqual([1, 1, 1])
  })
})

const fields = 'docs { id transcript }'

describe('a page that is too large', () => {
  const REST: Record<string, [path: string, headers: () => Headers]> = {
    'calls of a client': [`/api/call-summaries?page=1&limit=100&${TEXTS}`, () => byBig],
    'calls, by a filter that Payload reads': [
      `/api/call-summaries?page=1&limit=100&${TEXTS}&where[client.email][contains]=desk`,
      () => bySuperuser,
    ],
    'calls, found by a word': [
      `/api/call-summaries?page=1&limit=100&${TEXTS}&search=word`,
      () => byBig,
    ],
    'calls, for staff': [`/api/call-summaries?page=1&limit=100&${TEXTS}`, () => byStaff],
    'calls, for superusers': [`/api/call-summaries?page=1&limit=100&${TEXTS}`, () => bySuperuser],
    'calls, in another order': [
      `/api/call-summaries?page=1&limit=100&sort=outcome&${TEXTS}`,
      () => byStaff,
    ],
    'calls, with whose they are': [
      `/api/call-summaries?page=1&limit=100&depth=1&${TEXTS}`,
      () => byStaff,
    ],
    'calls, without a total but by a page': [
      `/api/call-summaries?page=1&pagination=false&limit=100&${TEXTS}`,
      () => byBig,
    ],
    deliveries: ['/api/webhook-deliveries?limit=100', () => byStaff],
    'deliveries, for superusers': ['/api/webhook-deliveries?limit=100&page=1', () => bySuperuser],
    'deliveries, their bodies alone': [
      '/api/webhook-deliveries?limit=100&select[body]=true',
      () => byStaff,
    ],
  }

  it.each(Object.entries(REST))('is refused over REST: %s', async (_, [path, headers]) => {
    const { body, status } = await ask(path, headers())
    expect([status, body.errors?.[0]?.code]).toEqual([413, 'PAGE_TOO_LARGE'])
    expect(body.errors?.[0]?.message).toMatch(/\bselect\b.*\bbefore\b/s)
  })

  const QUERIES: Record<string, [query: string, headers: () => Headers]> = {
    'calls of a client': [`{ CallSummaries(limit: 100, page: 1) { ${fields} } }`, () => byBig],
    'calls, for staff': [`{ CallSummaries(limit: 100, page: 1) { ${fields} } }`, () => byStaff],
    'calls, one text under several names': [
      `{ CallSummaries(limit: 2, page: 1) { docs { id ${['a', 'b', 'c'].map((n) => `${n}: transcript`).join(' ')} } } }`,
      () => byBig,
    ],
    'calls, of two lists together': [
      `{ a: CallSummaries(limit: 3, page: 1) { ${fields} } b: CallSummaries(limit: 3, page: 1) { ${fields} } }`,
      () => byBig,
    ],
    deliveries: ['{ WebhookDeliveries(limit: 100) { docs { id body } } }', () => byStaff],
  }

  it.each(Object.entries(QUERIES))('is refused in GraphQL: %s', async (_, [query, headers]) => {
    const { body } = await graphQL({ headers: headers(), query, url: desk.url })
    const errors: Failed = body.errors ?? []
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['PAGE_TOO_LARGE'])
  })

  it.each(Object.entries(QUERIES))(
    'is refused in GraphQL by any spelling of its path: %s',
    async (_, [query, headers]) => {
      for (const path of ['/api/graphql/', '/api/graphql//?x=/']) {
        const { body } = await asJSON<{ errors?: Failed }>({
          body: { query },
          headers: headers(),
          url: `${desk.url}${path}`,
        })
        const codes = (body.errors ?? []).map(({ extensions }) => extensions?.code)
        expect([path, ...codes]).toEqual([path, 'PAGE_TOO_LARGE'])
      }
    },
  )

  it('is refused in GraphQL: documents together', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from call_summaries where client_id = $1',
      [big.id],
    )
    const query = `{ ${rows.map(({ id }, n) => `a${n}: CallSummary(id: "${id}") { id messages }`).join(' ')} }`
    const { body } = await graphQL({ headers: byBig, query, url: desk.url })
    const codes = (body.errors ?? []).map((error) => Reflect.get(error, 'extensions')?.code)
    // As many as fit are there.
    expect(codes).toEqual(Array.from({ length: 4 }, () => 'PAGE_TOO_LARGE'))
    expect(Object.values(body.data ?? {}).filter((each) => each !== null)).toHaveLength(4)
  })

  it('is none when it asks for less', async () => {
    const paths = [
      ['/api/call-summaries?page=1&limit=100', byBig],
      [`/api/call-summaries?page=2&limit=2&${TEXTS}`, byBig],
      ['/api/webhook-deliveries?limit=100&select[state]=true', byStaff],
      ['/api/webhook-deliveries?limit=3', byStaff],
    ] as const
    for (const [path, headers] of paths) {
      const { body, status } = await ask(path, headers)
      expect([path, status, body.docs.length > 1]).toEqual([path, 200, true])
    }
    const { body } = await graphQL<{ WebhookDeliveries: List }>({
      headers: byStaff,
      query: '{ WebhookDeliveries(limit: 100) { docs { id state } } }',
      url: desk.url,
    })
    expect(body.data?.WebhookDeliveries.docs.length).toBe(8)
  })

  it('is none when it is but one row', async () => {
    const client = await makeClient(desk.payload)
    const text = 'a'.repeat(MAX_BYTES + 1)
    await insertDeliveries(client, [text])
    const { body, status } = await ask(
      `/api/webhook-deliveries?limit=1&where[client][equals]=${client.id}`,
      byStaff,
    )
    expect([status, Reflect.get(body.docs[0] ?? {}, 'body') === text]).toEqual([200, true])
  })

  it('in GraphQL, of a list by cursor, ends early', async () => {
    const ids = new Set<string>()
    let from: null | string = ''
    while (from !== null && ids.size < 100) {
      const query: string = `{ CallSummaries(limit: 100 ${from}) { nextCursor ${fields} } }`
      const { body } = await graphQL<{ CallSummaries: List }>({
        headers: byBig,
        query,
        url: desk.url,
      })
      expect(body.errors).toBeUndefined()
      for (const { id } of body.data?.CallSummaries.docs ?? []) ids.add(id)
      const cursor = body.data?.CallSummaries.nextCursor ?? null
      from = cursor && `before: "${cursor}"`
    }
    expect(ids.size).toBe(8)
  })
})

describe('a long summary', () => {
  const LONG = '😀'.repeat(30_000)
  const CUT = '😀'.repeat(20_000)
  const EXACT = 'é'.repeat(20_000)
  let client: Client
  let headers: Headers
  let ids: string[]

  beforeAll(async () => {
    client = await makeClient(desk.payload)
    headers = await desk.login(client)
    ids = await insertCalls(client, [{ summary: LONG }, { summary: EXACT }, { summary: 'short' }])
  })

  const LISTS = {
    'a list': '?limit=10',
    'a list without a total': '?pagination=false',
    'a list in another order': '?sort=-createdAt',
    'a list with a selection': '?select[summary]=true',
    'a list with another selection': '?select[transcript]=false',
    'a list with whose they are': '?depth=1',
    'a list with whose they are and a selection':
      '?depth=1&select[summary]=true&select[client]=true',
    changes: `?updatedSince=${EVER}`,
  }

  it.each(Object.entries(LISTS))('is cut in %s, which says so', async (_, query) => {
    if (query.includes('updatedSince')) await settle()
    for (const as of [headers, byStaff]) {
      const mine = `${query}&where[client][equals]=${client.id}`
      const { body } = await ask(`/api/call-summaries${mine}`, as)
      const docs = new Map(body.docs.map((doc) => [doc.id, doc]))
      const [long, exact, short] = ids.map((id) => docs.get(id))
      expect(long?.summary === CUT).toBe(true)
      expect(long?.truncated).toEqual(['summary'])
      expect(exact?.summary === EXACT).toBe(true)
      expect(exact).not.toHaveProperty('truncated')
      expect(short).not.toHaveProperty('truncated')
    }
  })

  it('is cut in lists of GraphQL, which say so', async () => {
    const { body } = await graphQL<{ CallSummaries: List }>({
      headers,
      query: '{ CallSummaries { docs { id summary truncated } } }',
      url: desk.url,
    })
    const docs = body.data?.CallSummaries.docs ?? []
    expect(docs.map(({ truncated }) => truncated)).toEqual([['summary'], null, null])
    expect(docs[0]?.summary === CUT).toBe(true)
  })

  it('is whole in the one call', async () => {
    for (const query of ['', '?depth=1', '?select[summary]=true']) {
      const { body } = await asJSON<Doc>({
        headers,
        url: `${desk.url}/api/call-summaries/${ids[0]}${query}`,
      })
      expect(body.summary === LONG).toBe(true)
      expect(body.truncated ?? null).toBeNull()
    }
    const { body } = await graphQL<{ CallSummary: Doc }>({
      headers,
      query: `{ CallSummary(id: "${ids[0]}") { summary truncated } }`,
      url: desk.url,
    })
    expect(body.data?.CallSummary.summary === LONG).toBe(true)
    expect(body.data?.CallSummary.truncated).toBeNull()
  })

  it('is cut in what a mail is made of', async () => {
    const [id = ''] = ids
    const call = await readMailCall(desk.payload.db.pool, { clientID: client.id, id })
    expect(call?.summary === CUT).toBe(true)
  })

  it('is whole in exports', async () => {
    const answer = await fetch(`${desk.url}/api/call-summaries/export?format=ndjson`, { headers })
    const rows = (await answer.text()).trim().split('\n')
    expect(rows.some((row) => JSON.parse(row).summary === LONG)).toBe(true)
  })

  it('stays whole when calls are changed in bulk', async () => {
    const summary = 'a'.repeat(200_000)
    const other = await makeClient(desk.payload)
    const [id] = await insertCalls(other, [{ summary }])
    const where = `where[client][equals]=${other.id}`
    const { status } = await asJSON({
      body: { outcome: 'booked' },
      headers: bySuperuser,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries?${where}`,
    })
    expect(status).toBe(200)
    const { rows } = await desk.sql.query(
      'select outcome, summary = $2 as whole from call_summaries where id = $1',
      [id, summary],
    )
    expect(rows).toEqual([{ outcome: 'booked', whole: true }])
  })
})
