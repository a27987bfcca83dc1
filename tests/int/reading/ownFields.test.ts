import fc from 'fast-check'
import { createLocalReq } from 'payload'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filterOwnField, fitsOwnField } from '../../../src/fields/filterOwnFields'
import type { JsonObject, JsonValue } from '../../../src/lib/json'
import type { User } from '../../../src/payload-types'
import { readCalls } from '../../../src/reading/readCalls'
import { catchUp } from '../../../src/search/catchUp'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported, linesOf } from '../../helpers/exports'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

/** The values of the client's calls, one of each kind and some that are easily mistaken for each other. */
const CALLS: Record<string, JsonObject | null> = {
  'a-five': { nights: 5, paid: false, note: '5', room: 'suite', visit: '2026-12-01T09:00:00.000Z' },
  'a-nothing': null,
  'a-odd': { note: `O'Brien "Jo" \\ 100%_ Müller`, room: 'Loft, no choice', visit: '2026-11-29' },
  'a-price': { amount: 2, price: { amount: 30.5, currency: 'EUR' }, nights: 0 },
  'a-price-null': { price: { amount: 2, currency: null }, note: 'two words here' },
  'a-three': { nights: 3, paid: true, note: 'true', room: 'single', visit: '2026-11-29T18:30' },
  'a-two': { nights: 2, paid: true, note: 'here are Two more words', room: 'single' },
}

const OTHERS: Record<string, JsonObject> = {
  'b-five': { nights: 5, note: '5', paid: false, price: { amount: 30.5, currency: 'EUR' } },
  'b-two': { nights: 2, note: 'true', paid: true, room: 'single', visit: '2026-11-29' },
}

type Condition = Record<string, JsonValue>

// Each is asked at each door. A text is what a URL says.
const CONDITIONS: [key: string, condition: Condition][] = [
  ['nights', { equals: '2' }],
  ['nights', { equals: '2.0' }],
  ['nights', { equals: '5' }],
  ['nights', { equals: 'null' }],
  ['nights', { equals: '' }],
  ['nights', { not_equals: '2' }],
  ['nights', { not_equals: 'null' }],
  ['nights', { in: '2,3' }],
  ['nights', { in: ['2', 'null'] }],
  ['nights', { not_in: ['2', '3'] }],
  ['nights', { exists: 'true' }],
  ['nights', { exists: 'false' }],
  ['nights', { greater_than: '2' }],
  ['nights', { greater_than_equal: '2' }],
  ['nights', { less_than: '2.5' }],
  ['nights', { less_than_equal: '-1' }],
  ['nights', { greater_than: '0', less_than: '5' }],
  ['nights', { greater_than: '0', in: '2,3', not_equals: '3' }],
  ['paid', { equals: 'true' }],
  ['paid', { not_equals: 'true' }],
  ['paid', { equals: 'false' }],
  ['paid', { exists: 'true' }],
  ['price', { equals: '30.5' }],
  ['price', { equals: '30.50' }],
  ['price', { in: '2,30.5' }],
  ['price', { greater_than: '2' }],
  ['price', { less_than_equal: '30.5' }],
  ['amount', { equals: '2' }],
  ['room', { equals: 'single' }],
  ['room', { equals: 'Single' }],
  ['room', { not_in: 'single,suite' }],
  ['room', { equals: 'Loft, no choice' }],
  ['room', { like: 'LOFT choice' }],
  ['visit', { equals: '2026-11-29' }],
  ['visit', { greater_than_equal: '2026-11-29' }],
  ['visit', { greater_than: '2026-11-29' }],
  ['visit', { less_than: '2026-11-29' }],
  ['visit', { less_than_equal: '2026-11-29' }],
  ['visit', { greater_than: '2026-11-29T18:00', less_than: '2026-12-01' }],
  ['visit', { greater_than: '5' }],
  ['note', { equals: 'true' }],
  ['note', { equals: '5' }],
  ['note', { equals: `O'Brien "Jo" \\ 100%_ Müller` }],
  ['note', { like: 'words two' }],
  ['note', { contains: 'two words' }],
  ['note', { like: '100%_' }],
  ['note', { like: '.*' }],
  ['note', { contains: `'); drop table call_summaries; --` }],
  ['note', { equals: `'); drop table call_summaries; --` }],
  ['unknown', { equals: '1' }],
  ['unknown', { exists: 'false' }],
]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const numberIn = (stored: unknown): unknown =>
  isObject(stored) ? stored.amount : typeof stored === 'number' ? stored : undefined

const isNumber = (text: string) => text.trim() !== '' && !Number.isNaN(Number(text))

const isSame = (stored: unknown, asked: string): boolean => {
  if (asked === 'null') return stored === undefined
  if (typeof stored === 'boolean') return String(stored) === asked
  return stored === asked || (isNumber(asked) && numberIn(stored) === Number(asked))
}

const isInRange = (stored: unknown, asked: string, holds: (order: number) => boolean): boolean => {
  if (isNumber(asked)) {
    const number = numberIn(stored)
    return typeof number === 'number' && holds(number - Number(asked))
  }
  if (typeof stored !== 'string') return false
  // As far as the filter says it: a day is the whole day.
  const part = stored.slice(0, asked.length)
  return holds(part === asked ? 0 : part < asked ? -1 : 1)
}

const listOf = (asked: JsonValue): string[] =>
  Array.isArray(asked) ? asked.map(String) : String(asked).split(',')

const has = (stored: unknown, text: string): boolean =>
  typeof stored === 'string' && stored.toLowerCase().includes(text.toLowerCase())

/** What each operator means, in plain words. */
const ORACLE: Record<string, (stored: unknown, asked: JsonValue) => boolean> = {
  contains: (stored, asked) => has(stored, String(asked)),
  equals: (stored, asked) => isSame(stored, String(asked)),
  exists: (stored, asked) => (stored !== undefined) === (asked === 'true'),
  greater_than: (stored, asked) => isInRange(stored, String(asked), (order) => order > 0),
  greater_than_equal: (stored, asked) => isInRange(stored, String(asked), (order) => order >= 0),
  in: (stored, asked) => listOf(asked).some((each) => isSame(stored, each)),
  less_than: (stored, asked) => isInRange(stored, String(asked), (order) => order < 0),
  less_than_equal: (stored, asked) => isInRange(stored, String(asked), (order) => order <= 0),
  like: (stored, asked) =>
    String(asked)
      .split(' ')
      .every((word) => has(stored, word)),
  not_equals: (stored, asked) => !isSame(stored, String(asked)),
  not_in: (stored, asked) => !listOf(asked).some((each) => isSame(stored, each)),
}

const expected = (calls: typeof CALLS, key: string, condition: Condition): string[] =>
  Object.entries(calls)
    .filter(([, fields]) =>
      Object.entries(condition).every(([operator, asked]) =>
        ORACLE[operator]?.(fields?.[key], asked),
      ),
    )
    .map(([id]) => id)
    .toSorted()

let desk: TestDesk
let client: User
let other: User
let headers: Record<string, string>
let root: Record<string, string>

type Asked = { as: Record<string, string>; key: string; condition: Condition; rest?: object }

const whereOf = ({ condition, key, rest = {} }: Asked) => ({
  [`fields.${key}`]: condition,
  ...rest,
})

const idsOf = (docs: readonly unknown[] | undefined): string[] =>
  (docs ?? []).map((doc) => String(Object(doc).vapiCallId)).toSorted()

/** The doors by which calls are filtered. Each answers with Vapi's ids of the calls that it finds. */
const DOORS: Record<string, (asked: Asked) => Promise<string[]>> = {
  GraphQL: async ({ as, condition, key, rest }) => {
    const { body } = await graphQL<{ CallSummaries: { docs: unknown[] } }>({
      headers: as,
      query: `query ($fields: JSON, $where: CallSummary_where) {
        CallSummaries(limit: 50, whereFields: $fields, where: $where) { docs { vapiCallId fields } }
      }`,
      url: desk.url,
      variables: { fields: { [key]: condition }, where: rest ?? null },
    })
    expect(body.errors).toBeUndefined()
    return idsOf(body.data?.CallSummaries.docs)
  },
  'a filter in JSON': async (asked) => {
    const where = encodeURIComponent(JSON.stringify(whereOf(asked)))
    const { body } = await asJSON<{ docs: unknown[] }>({
      headers: asked.as,
      url: `${desk.url}/api/call-summaries?limit=50&where=${where}`,
    })
    return idsOf(body.docs)
  },
  'a list with a total': async (asked) => {
    const { body } = await asJSON<{ docs: unknown[]; totalDocs: number }>({
      headers: asked.as,
      url: `${desk.url}/api/call-summaries?${stringify({ limit: 50, where: whereOf(asked) })}`,
    })
    expect(body.totalDocs).toBe(body.docs.length)
    return idsOf(body.docs)
  },
  'an export': async (asked) => {
    const query = stringify({ format: 'ndjson', where: whereOf(asked) })
    const { status, text } = await exported(desk, query, asked.as)
    expect(status, text).toBe(200)
    return idsOf(linesOf(text))
  },
  'Payload’s own list': async (asked) => {
    const { body } = await asJSON<{ docs: unknown[] }>({
      headers: asked.as,
      // A relation to read leaves the quick way.
      url: `${desk.url}/api/call-summaries?${stringify({ depth: 1, limit: 50, sort: 'vapiCallId', where: whereOf(asked) })}`,
    })
    return idsOf(body.docs)
  },
}

const counted = async (asked: Asked): Promise<number> => {
  const url = `${desk.url}/api/call-summaries/count?${stringify({ where: whereOf(asked) })}`
  const { body } = await asJSON<{ totalDocs: number }>({ headers: asked.as, url })
  return body.totalDocs
}

const add = (owner: User, vapiCallId: string, fields: JsonObject | null) =>
  desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, fields, evidence, source)
     values (uuidv7(), $1, $2, now(), $3, '{"outcome": {"from": "a secret place", "raw": "true"}}', 'imported')`,
    [owner.id, vapiCallId, fields === null ? null : JSON.stringify(fields)],
  )

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
  other = await makeClient(desk.payload)
  headers = await signedIn(desk.payload, client)
  for (const [id, fields] of Object.entries(CALLS)) await add(client, id, fields)
  for (const [id, fields] of Object.entries(OTHERS)) await add(other, id, fields)
}, 60_000)

afterAll(() => desk.stop())

describe('a filter on an own field finds what a plain comparison finds', () => {
  it.each(Object.keys(DOORS))('for a client, by %s', { timeout: 60_000 }, async (door) => {
    for (const [key, condition] of CONDITIONS) {
      const found = await DOORS[door]?.({ as: headers, condition, key })
      const about = `${key} ${JSON.stringify(condition)}`
      expect([about, found]).toEqual([about, expected(CALLS, key, condition)])
    }
  })

  it.each(Object.keys(DOORS))(
    'for staff, of one client, by %s',
    { timeout: 60_000 },
    async (door) => {
      for (const [key, condition] of CONDITIONS) {
        const rest = { client: { equals: other.id } }
        const found = await DOORS[door]?.({ as: root, condition, key, rest })
        const about = `${key} ${JSON.stringify(condition)}`
        expect([about, found]).toEqual([about, expected(OTHERS, key, condition)])
      }
    },
  )

  it('for staff, of all clients, by equality', async () => {
    for (const [key, condition] of CONDITIONS) {
      const isIndexed = Object.keys(condition).every((name) => ['equals', 'in'].includes(name))
      if (!isIndexed || JSON.stringify(condition).includes('null')) continue
      for (const door of Object.values(DOORS)) {
        const found = await door({ as: root, condition, key })
        expect([key, found]).toEqual([key, expected({ ...CALLS, ...OTHERS }, key, condition)])
      }
    }
  })

  it('in counts', async () => {
    for (const [key, condition] of CONDITIONS) {
      const count = await counted({ as: headers, condition, key })
      const about = `${key} ${JSON.stringify(condition)}`
      expect([about, count]).toEqual([about, expected(CALLS, key, condition).length])
    }
  })

  it('in the pages of the portal', async () => {
    const req = await createLocalReq({ user: { ...client, collection: 'users' } }, desk.payload)
    for (const [key, condition] of CONDITIONS) {
      const { docs } = await readCalls({
        args: {
          depth: 0,
          limit: 26,
          pagination: false,
          select: { fields: true, vapiCallId: true },
          where: { and: [{ [`fields.${key}`]: condition }, { reportedAt: { exists: true } }] },
        },
        req,
      })
      expect([key, idsOf(docs)]).toEqual([key, expected(CALLS, key, condition)])
    }
  })

  it('with values of JSON instead of texts', async () => {
    const cases: [string, Condition, string[]][] = [
      ['nights', { equals: 2 }, ['a-two']],
      ['nights', { equals: null }, ['a-nothing', 'a-odd', 'a-price-null']],
      ['nights', { greater_than: 2 }, ['a-five', 'a-three']],
      ['nights', { in: [2, 5] }, ['a-five', 'a-two']],
      ['paid', { equals: true }, ['a-three', 'a-two']],
      ['price', { equals: 30.5 }, ['a-price']],
      ['paid', { exists: false }, ['a-nothing', 'a-odd', 'a-price', 'a-price-null']],
    ]
    for (const [key, condition, found] of cases) {
      for (const door of ['GraphQL', 'a filter in JSON']) {
        expect(await DOORS[door]?.({ as: headers, condition, key })).toEqual(found)
      }
    }
  })

  it('together with other filters, inside “or”, and with a key that has underscores', async () => {
    await desk.sql.query(
      `update call_summaries set fields = fields || '{"two__words": "x", "last_": 1}' where vapi_call_id = 'a-odd'`,
    )
    const cases: [object, string[]][] = [
      [
        {
          or: [{ 'fields.nights': { equals: '2' } }, { 'fields.visit': { equals: '2026-11-29' } }],
        },
        ['a-odd', 'a-two'],
      ],
      [
        { and: [{ 'fields.paid': { equals: 'true' } }, { 'fields.nights': { not_equals: '2' } }] },
        ['a-three'],
      ],
      [{ 'fields.paid': { equals: 'true' }, vapiCallId: { like: 'three' } }, ['a-three']],
      [{ 'fields.two__words': { equals: 'x' } }, ['a-odd']],
      [{ 'fields.last_': { equals: '1' } }, ['a-odd']],
      [{ fields__nights: { equals: '2' } }, ['a-two']],
      [{ fields: { exists: 'false' } }, ['a-nothing']],
    ]
    for (const [where, found] of cases) {
      const { body, status } = await asJSON<{ docs: unknown[] }>({
        headers,
        url: `${desk.url}/api/call-summaries?${stringify({ where })}`,
      })
      expect([where, status, idsOf(body.docs)]).toEqual([where, 200, found])
    }
  })
})

type Refused = { errors?: { code?: string; extensions?: { code?: string } }[] }

const codeOf = ({ errors }: Refused) => errors?.[0]?.code ?? errors?.[0]?.extensions?.code

const asks = (where: object, as: Record<string, string>) => {
  const query = stringify({ where })
  const rest = (path: string, method = 'GET', body?: unknown) =>
    asJSON<Refused>({
      ...(body === undefined ? {} : { body }),
      headers: as,
      method,
      url: `${desk.url}/api/call-summaries${path}${query}`,
    })
  return { query, rest }
}

const READS = ['?', '/count?', '/export?format=csv&', '/export?format=ndjson&', '?depth=1&']

describe('what cannot be filtered is refused', () => {
  const BAD: [string, string, object][] = [
    ['an operator that there is not', 'fields.nights', { near: '1' }],
    ['an operator that own fields have not', 'fields.nights', { not_like: 'x' }],
    ['a made-up operator', 'fields.nights', { gt: '1' }],
    ['a path into a value', 'fields.price.amount', { equals: '1' }],
    ['no key', 'fields.', { equals: '1' }],
    ['a key with other letters', 'fields.Nights', { equals: '1' }],
    ['a key with a quote', `fields.a'b`, { equals: '1' }],
    ['a key with SQL', `fields.a" ? (true)') or 1=1 --`, { equals: '1' }],
    ['a key that is too long', `fields.${'a'.repeat(41)}`, { equals: '1' }],
    ['a prototype', 'fields.__proto__', { equals: '1' }],
    ['an object', 'fields.price', { equals: { amount: '2' } }],
    ['a deep object', 'fields.price', { greater_than: { a: { b: { c: '1' } } } }],
    ['a list where one value belongs', 'fields.nights', { equals: ['1', '2'] }],
    ['a list in a list', 'fields.nights', { in: [['1'], '2'] }],
    ['a list in a range', 'fields.nights', { greater_than: ['1'] }],
    ['more values than are looked up', 'fields.nights', { in: Array(101).fill('1').join() }],
    ['a range of words', 'fields.nights', { greater_than: 'many' }],
    ['a range up to a formula', 'fields.nights', { less_than: '1); select 1' }],
    ['neither yes nor no', 'fields.nights', { exists: 'maybe' }],
    ['a character that cannot be stored', 'fields.note', { equals: 'a\u0000' }],
    ['a bare value', 'fields.note', Object('x')],
  ]

  it.each(BAD)('%s', async (_, path, condition) => {
    const { rest } = asks({ [path]: condition }, headers)
    for (const read of READS) {
      const { body, status } = await rest(read)
      expect([read, status, typeof codeOf(body)]).toEqual([read, 400, 'string'])
    }
    for (const [method, data] of [['DELETE'], ['PATCH', { outcome: 'x' }]] as const) {
      const { status } = await asks({ [path]: condition }, root).rest('?', method, data)
      expect([method, status]).toEqual([method, 400])
    }
  })

  it.each([
    ['a number', 5],
    ['a list', [{ nights: { equals: 1 } }]],
    ['a bare value', { nights: 2 }],
    ['a list for a condition', { nights: [{ equals: 1 }] }],
    ['an operator that there is not', { nights: { near: 1 } }],
    ['a deep object', { price: { equals: { amount: 2 } } }],
    ['a key that is none', { 'a.b': { equals: 1 } }],
    ['another field', { '': { equals: 1 } }],
  ])('in GraphQL: %s', async (_, whereFields) => {
    for (const query of [
      'CallSummaries(whereFields: $f) { docs { id } }',
      'countCallSummaries(whereFields: $f) { totalDocs }',
    ]) {
      const { body } = await graphQL({
        headers,
        query: `query ($f: JSON) { ${query} }`,
        url: desk.url,
        variables: { f: whereFields },
      })
      expect(codeOf(body as Refused)).toMatch(/^(?:VALUE|QUERY)_INVALID$/)
    }
  })

  it('nothing was deleted or changed by any of them', async () => {
    const { rows } = await desk.sql.query(
      `select count(*)::int as calls, count(*) filter (where outcome = 'x')::int as changed from call_summaries`,
    )
    const calls = Object.keys(CALLS).length + Object.keys(OTHERS).length
    expect(rows).toEqual([{ calls, changed: 0 }])
  })

  it.each([
    ['a range', { greater_than: '1' }],
    ['words', { like: 'x' }],
    ['what it is not', { not_equals: '1' }],
    ['what is missing', { equals: 'null' }],
    ['one of which is missing', { in: '1,null' }],
    ['whether it is there', { exists: 'true' }],
    ['a range beside equality', { equals: '1', less_than: '3' }],
  ])('of all clients: %s', async (_, condition) => {
    const nested = { or: [{ 'fields.nights': condition }, { client: { equals: client.id } }] }
    const bare = { 'fields.nights': condition }
    for (const where of [bare, nested, { and: [bare, { client: { exists: 'true' } }] }]) {
      const { query, rest } = asks(where, root)
      for (const read of READS) {
        const { body, status } = await rest(read)
        expect([read, status, codeOf(body)]).toEqual([read, 400, 'CLIENT_FILTER_MISSING'])
      }
      expect((await rest('?', 'DELETE')).status).toBe(400)
      expect(query).toContain('nights')
    }
    const { body } = await graphQL({
      headers: root,
      query: 'query ($f: JSON) { CallSummaries(whereFields: $f) { docs { id } } }',
      url: desk.url,
      variables: { f: { nights: condition } },
    })
    expect(codeOf(body as Refused)).toBe('CLIENT_FILTER_MISSING')
  })

  it.each(['fields', '-fields', 'fields.nights', '-fields.nights', 'reportedAt,fields__nights'])(
    'to sort by %s',
    async (sort) => {
      for (const as of [headers, root]) {
        const { body, status } = await asJSON<Refused>({
          headers: as,
          url: `${desk.url}/api/call-summaries?sort=${sort}`,
        })
        expect([status, codeOf(body)]).toEqual([400, 'QUERY_INVALID'])
      }
      const { body } = await graphQL({
        headers,
        query: `{ CallSummaries(sort: "${sort}") { docs { id } } }`,
        url: desk.url,
      })
      expect(codeOf(body as Refused)).toBe('QUERY_INVALID')
    },
  )
})

describe('where values come from is only for staff', () => {
  const HIDDEN = ['evidence', 'source']

  it.each(HIDDEN)('%s is in nothing that a client reads', async (name) => {
    const id = await asJSON<{ docs: { id: string }[] }>({
      headers,
      url: `${desk.url}/api/call-summaries?limit=1`,
    }).then(({ body }) => body.docs[0]?.id)
    for (const path of [
      '?limit=1',
      `?select[${name}]=true`,
      `/${id}`,
      `/${id}?select[${name}]=true`,
      `/export?format=csv&select[${name}]=true`,
      '/export?format=ndjson',
      '/export?format=csv',
      '?updatedSince=1970-01-01&limit=1',
    ]) {
      const { body, status } = await asJSON<unknown>({
        headers,
        url: `${desk.url}/api/call-summaries${path}`,
      })
      expect([path, status]).toEqual([path, 200])
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      expect([path, text.includes(name), text.includes('a secret place')]).toEqual([
        path,
        false,
        false,
      ])
    }
  })

  it.each(HIDDEN)('%s cannot be filtered or sorted by', async (name) => {
    for (const path of [name, 'evidence.outcome.from']) {
      for (const read of READS) {
        const { rest } = asks({ [path]: { equals: 'imported' } }, headers)
        expect([read, (await rest(read)).status]).toEqual([read, 400])
      }
    }
    const sorted = await asJSON({ headers, url: `${desk.url}/api/call-summaries?sort=${name}` })
    expect(sorted.status).toBe(400)
  })

  it.each(HIDDEN)('%s is null in GraphQL, and no filter of it', async (name) => {
    const { body } = await graphQL<{ CallSummaries: { docs: Record<string, unknown>[] } }>({
      headers,
      query: `{ CallSummaries { docs { ${name} } } }`,
      url: desk.url,
    })
    for (const doc of body.data?.CallSummaries.docs ?? []) expect(doc[name]).toBeNull()
    const filtered = await graphQL({
      headers,
      query: `{ CallSummaries(where: {${name}: {exists: true}}) { docs { id } } }`,
      url: desk.url,
    })
    expect(codeOf(filtered.body as Refused)).toBe('QUERY_INVALID')
  })

  it('staff read it in single calls, and in lists when they select it', async () => {
    const list = await asJSON<{ docs: Record<string, unknown>[] }>({
      headers: root,
      url: `${desk.url}/api/call-summaries?limit=1&where[client][equals]=${client.id}`,
    })
    const [doc] = list.body.docs
    expect([doc?.source, doc && 'evidence' in doc, doc && 'fields' in doc]).toEqual([
      'imported',
      false,
      true,
    ])
    const one = await asJSON<Record<string, unknown>>({
      headers: root,
      url: `${desk.url}/api/call-summaries/${doc?.id}`,
    })
    expect(one.body.evidence).toEqual({ outcome: { from: 'a secret place', raw: 'true' } })
  })
})

describe('together with a search', () => {
  it('both must hold, in lists, counts and exports', async () => {
    await desk.sql.query(
      `update call_summaries set summary = 'A haircut' where vapi_call_id in ('a-two', 'a-five', 'b-two')`,
    )
    await catchUp({ pool: desk.payload.db.pool })
    const cases: [Condition, string[]][] = [
      [{ equals: '2' }, ['a-two']],
      [{ greater_than: '2' }, ['a-five']],
      [{ greater_than: '2', less_than: '5' }, []],
    ]
    for (const [condition, found] of cases) {
      const query = stringify({ search: 'haircut', where: { 'fields.nights': condition } })
      const list = await asJSON<{ docs: unknown[]; totalDocs: number }>({
        headers,
        url: `${desk.url}/api/call-summaries?${query}`,
      })
      expect([idsOf(list.body.docs), list.body.totalDocs]).toEqual([found, found.length])
      const file = await exported(desk, `format=ndjson&${query}`, headers)
      expect(idsOf(linesOf(file.text))).toEqual(found)
    }
  })
})

describe('whatever a condition says', () => {
  it('is refused, or is SQL that runs and means what it says', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...`'"\\$@?*[](){}<>=!&|.,;:%_-~ aA0\n\t`) }),
    )
    const value = fc.oneof(
      text,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(text),
      fc.jsonValue(),
    )
    const operator = fc.constantFrom(...Object.keys(ORACLE), 'near', '__proto__')
    await fc.assert(
      fc.asyncProperty(operator, value, async (name, asked) => {
        if (!fitsOwnField(name, asked)) return
        const filter = filterOwnField({
          column: '"fields"',
          key: 'note',
          operator: name,
          value: asked,
        })
        const [isNot, not] = name.startsWith('not_') ? [true, 'not_equals'] : [false, 'equals']
        try {
          await desk.sql.query(`select count(*) from call_summaries where ${filter}`)
          if (typeof asked !== 'string' || asked === '' || asked === 'null' || name !== not) return
          // A call with that very text is found by it.
          const { rows } = await desk.sql.query<{ holds: boolean }>(
            `select ${filter} as holds from (select jsonb_build_object('note', $1::text) as fields) one`,
            [asked],
          )
          expect(rows[0]?.holds).toBe(!isNot)
        } catch (error) {
          // Half of a pair of surrogates, which the adapter answers with 400.
          expect(String(Reflect.get(Object(error), 'code'))).toMatch(/^22/)
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('equality on an own field', () => {
  it('uses the index of own fields, for one client and for all', async () => {
    const many = await makeClient(desk.payload)
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, fields)
       select uuidv7(), $1, 'many-' || n, now() - n * interval '1 minute', jsonb_build_object(
         'nights', n % 7, 'ref', 'ref-' || n, 'price', jsonb_build_object('amount', n, 'currency', 'EUR'))
       from generate_series(1, 20000) n`,
      [many.id],
    )
    await desk.sql.query('vacuum analyze call_summaries')
    for (const [key, operator, value] of [
      ['ref', 'equals', 'ref-77'],
      ['price', 'equals', '19999'],
      ['nights', 'equals', '99'],
      ['ref', 'in', 'ref-1,ref-2,ref-3'],
    ] as const) {
      const filter = filterOwnField({ column: '"fields"', key, operator, value })
      for (const ofClient of ['true', `client_id = '${many.id}'`]) {
        const { rows } = await desk.sql.query<{ 'QUERY PLAN': string }>(
          `explain select * from call_summaries where ${filter} and ${ofClient}
           order by reported_at desc, id desc limit 26`,
        )
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
        expect(plan).toContain('call_summaries_fields_idx')
      }
    }
  })
})
