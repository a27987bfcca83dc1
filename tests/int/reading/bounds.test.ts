import type { CollectionSlug } from 'payload'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type List = { docs?: { id: string }[]; errors?: unknown; totalDocs?: number }

let desk: TestDesk
let clientID: string
const people: Record<string, Headers> = {}

/** Texts that patterns would take for each other. */
const TEXTS = { backslash: 'x\\y', percent: 'x%y', plain: 'xzy', underscore: 'x_y' } as const
type Text = keyof typeof TEXTS
const isText = (name: string): name is Text => name in TEXTS

/** A field with text of each collection, and how a document with it comes to be. */
const FIELDS = {
  'api-keys': {
    field: 'name',
    plural: 'ApiKeys',
    insert: `insert into api_keys (id, user_id, name, hash) values (gen_random_uuid(), $1, $2, gen_random_uuid())`,
  },
  'audit-log': {
    field: 'label',
    plural: 'AuditLogs',
    insert: `insert into audit_log (id, at, action, actor_kind, collection, actor_label, label)
      values (gen_random_uuid(), now(), 'created', 'system', 'users', $1, $2)`,
  },
  brands: {
    field: 'name',
    plural: 'Brands',
    insert: `insert into brands (id, name) select gen_random_uuid(), $2 where $1::text is not null`,
  },
  'call-summaries': {
    field: 'outcome',
    plural: 'CallSummaries',
    insert: `insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome)
      values (gen_random_uuid(), $1, $2, now(), $2)`,
  },
  groups: {
    field: 'name',
    plural: 'Groups',
    insert: `insert into groups (id, name) values (gen_random_uuid(), $2 || coalesce(nullif($1, $1), ''))`,
  },
  notifications: {
    field: 'problem',
    plural: 'Notifications',
    insert: `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at, problem)
      values (gen_random_uuid(), $1, 'email', 'call', 'dead', $2, now(), $2)`,
  },
  users: {
    field: 'name',
    plural: 'Users',
    insert: `insert into users (id, email, name) values (gen_random_uuid(), md5($1 || $2) || '@desk.test', $2)`,
  },
  'vapi-accounts': {
    field: 'label',
    plural: 'VapiAccounts',
    insert: `insert into vapi_accounts (id, label) select gen_random_uuid(), $2 where $1::text is not null`,
  },
  'webhook-deliveries': {
    field: 'problem',
    plural: 'WebhookDeliveries',
    insert: `insert into webhook_deliveries (id, client_id, state, body, received_at, problem)
      values (gen_random_uuid(), $1, 'needs_review', '{}', now(), $2)`,
  },
} as const satisfies Partial<
  Record<CollectionSlug, { field: string; insert: string; plural: string }>
>

const COLLECTIONS = Object.keys(FIELDS).filter(
  (slug): slug is keyof typeof FIELDS => slug in FIELDS,
)

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '10000' } })
  const { payload } = desk
  people.superuser = await signedIn(payload, await makeSuperuser(payload))
  people.staff = await signedIn(payload, await makeStaff(payload, ['call-summaries.view']))
  const client = await makeClient(payload)
  clientID = client.id
  people.client = await signedIn(payload, client)
  for (const slug of COLLECTIONS) {
    for (const text of Object.values(TEXTS)) {
      await desk.sql.query(FIELDS[slug].insert, [clientID, text])
    }
  }
}, 120_000)

afterAll(() => desk.stop())

const as = (name: string): Headers => people[name] ?? {}

/** Which of the texts a list holds. */
const textsIn = (docs: readonly object[] | undefined, field: string): string[] =>
  (docs ?? [])
    .map((doc) => String(Reflect.get(doc, field)))
    .flatMap((text) => Object.keys(TEXTS).filter((name) => isText(name) && TEXTS[name] === text))
    .toSorted()

const PATTERNS: [string, string, string, Text[]][] = [
  ['contains', 'a percent sign', 'x%', ['percent']],
  ['contains', 'an underscore', 'x_', ['underscore']],
  ['contains', 'a backslash', 'x\\', ['backslash']],
  ['contains', 'all as it is', 'x', ['backslash', 'percent', 'plain', 'underscore']],
  ['like', 'a percent sign', '%y', ['percent']],
  ['like', 'an underscore', 'X_Y', ['underscore']],
  ['like', 'a backslash', '\\y', ['backslash']],
  ['like', 'a backslash before a sign', '\\%', []],
  ['not_like', 'a percent sign', 'x%y', ['backslash', 'plain', 'underscore']],
  ['not_like', 'an underscore', 'x_y', ['backslash', 'percent', 'plain']],
]

describe('a pattern is a text, and its signs mean themselves', () => {
  it('in every collection of the desk', () => {
    const own = desk.payload.config.collections.map(({ slug }) => slug)
    expect(COLLECTIONS).toEqual(own.filter((slug) => !slug.startsWith('payload-')).toSorted())
  })

  describe.each(COLLECTIONS)('%s', (slug) => {
    it.each(PATTERNS)('%s %s', async (operator, _, text, expected) => {
      const { field, plural } = FIELDS[slug]
      const where = { [field]: { [operator]: text } }
      const query = stringify({ limit: 100, where })
      const listed = await asJSON<List>({
        headers: as('superuser'),
        url: `${desk.url}/api/${slug}?${query}`,
      })
      const counted = await asJSON<List>({
        headers: as('superuser'),
        url: `${desk.url}/api/${slug}/count?${query}`,
      })
      expect(textsIn(listed.body.docs, field)).toEqual(expected)
      expect(counted.body.totalDocs).toBe(listed.body.totalDocs)
      // GraphQL has no such operator.
      if (operator === 'not_like') return
      const asked = await graphQL<{ it: List }>({
        headers: as('superuser'),
        query: `{ it: ${plural}(limit: 100, where: {${field}: {${operator}: ${JSON.stringify(text)}}}) {
          totalDocs docs { id ${field} } } }`,
        url: desk.url,
      })

      expect(textsIn(asked.body.data?.it.docs, field)).toEqual(expected)
      expect(asked.body.data?.it.totalDocs).toBe(listed.body.totalDocs)
    })
  })

  it.each(PATTERNS)('in an export: %s %s', async (operator, _, text, expected) => {
    const query = stringify({ format: 'ndjson', where: { outcome: { [operator]: text } } })
    const answer = await fetch(`${desk.url}/api/call-summaries/export?${query}`, {
      headers: as('client'),
    })
    const lines = (await answer.text()).split('\n').filter((line) => line !== '')
    expect(
      textsIn(
        lines.map((line) => Object(JSON.parse(line))),
        'outcome',
      ),
    ).toEqual(expected)
  })
})

const lists = (count: number, limit = 100) =>
  Array.from({ length: count }, (_, n) => `a${n}: CallSummaries(limit: ${limit}) { totalDocs }`)

const counts = (count: number) =>
  Array.from({ length: count }, (_, n) => `c${n}: countCallSummaries { totalDocs }`)

const inFragments = (count: number) =>
  `{ ...F0 } ${lists(count)
    .map((list, n) => `fragment F${n} on Query { ${list} ...F${n + 1} }`)
    .join(' ')} fragment F${count} on Query { __typename }`

/** Documents by what they cost: 1,000, and just above. */
const COSTS: Record<string, [string, string]> = {
  'aliases of lists': [`{ ${lists(10).join(' ')} }`, `{ ${lists(11).join(' ')} }`],
  'fragments within fragments': [inFragments(9), inFragments(11)],
  'inline fragments': [
    `{ ${lists(10)
      .map((list) => `... on Query { ${list} }`)
      .join(' ')} }`,
    `{ ${lists(11)
      .map((list) => `... { ${list} }`)
      .join(' ')} }`,
  ],
  'limits beyond what a list may have': [
    `{ ${lists(10, 100_000).join(' ')} }`,
    `{ ${lists(11, 0).join(' ')} }`,
  ],
  'lists and a count too many': [
    `{ ${lists(9).join(' ')} ${counts(100).join(' ')} }`,
    `{ ${lists(9).join(' ')} ${counts(101).join(' ')} }`,
  ],
  'what a directive may leave out': [
    `{ ${lists(10).join(' ')} }`,
    `{ ${lists(11)
      .map((list) => list.replace(' {', ' @include(if: true) {'))
      .join(' ')} }`,
  ],
  'what one operation of several asks': [
    `query A { ${lists(10).join(' ')} } query B { __typename }`,
    `query A { __typename } query B { ${lists(11).join(' ')} }`,
  ],
}

const codesOf = (body: { errors?: { extensions?: { code?: string } }[] }) =>
  (body.errors ?? []).map(({ extensions }) => extensions?.code)

describe.each(['client', 'staff', 'superuser'])(
  'the budget of a GraphQL request of a %s',
  (who) => {
    it.each(Object.entries(COSTS))(
      'is kept to: %s',
      { timeout: 60_000 },
      async (_, [within, beyond]) => {
        const ask = (query: string) =>
          asJSON<{ data?: object; errors?: { extensions?: { code?: string } }[] }>({
            body: { operationName: query.startsWith('query A') ? 'A' : undefined, query },
            headers: as(who),
            url: `${desk.url}/api/graphql`,
          })
        const passed = await ask(within)
        const refused = await ask(beyond)

        expect([passed.status, passed.body.errors]).toEqual([200, undefined])
        expect(codesOf(refused.body)).toContain('QUERY_TOO_COSTLY')
        expect(refused.body.data).toBeUndefined()
      },
    )

    it('is kept to by variables', async () => {
      const query = `query ($n: Int = 100) { ${Array.from({ length: 11 }, (_, n) => `a${n}: CallSummaries(limit: $n) { totalDocs }`).join(' ')} }`
      const ask = (variables: object) =>
        asJSON<{ errors?: { extensions?: { code?: string } }[] }>({
          body: { query, variables },
          headers: as(who),
          url: `${desk.url}/api/graphql`,
        })

      expect((await ask({ n: 90 })).body.errors).toBeUndefined()
      expect(codesOf((await ask({ n: 91 })).body)).toContain('QUERY_TOO_COSTLY')
      expect(codesOf((await ask({})).body)).toContain('QUERY_TOO_COSTLY')
    })
  },
)

describe('what else a GraphQL request may do', () => {
  it('is no batch', async () => {
    const { body, status } = await asJSON({
      body: [{ query: '{ __typename }' }, { query: '{ __typename }' }],
      headers: as('client'),
      url: `${desk.url}/api/graphql`,
    })
    expect(status).toBe(400)
    expect(JSON.stringify(body)).not.toContain('__typename')
  })

  it.each<[string, string]>([
    [
      'fragments that name the next one twice',
      `{ ...F0 } ${Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F40 on Query { __typename }`,
    ],
    ['fields within fields', `{ a ${'{ a '.repeat(6_000)}${'}'.repeat(6_000)} }`],
    [
      'one field under many names',
      `{ CallSummaries { docs { ${Array.from({ length: 11 }, (_, n) => `a${n}: id`).join(' ')} } } }`,
    ],
    [
      'one field under many names, of what is written',
      `mutation { updateUser(id: "x", data: {}) { ${Array.from({ length: 11 }, (_, n) => `a${n}: name`).join(' ')} } }`,
    ],
  ])('is not to be looked at for long: %s', async (_, query) => {
    const { body } = await asJSON({
      body: { query },
      headers: as('client'),
      url: `${desk.url}/api/graphql`,
    })
    expect(JSON.stringify(body)).toContain('QUERY_TOO_COSTLY')
  })

  it.each<[string, object]>([
    ['values', { id: { in: Array.from({ length: 20_000 }, () => crypto.randomUUID()) } }],
    ['words', { customerName: { like: 'a '.repeat(20_000) } }],
    ['branches', { OR: Array.from({ length: 5_000 }, () => ({ outcome: { equals: 'x' } })) }],
  ])('is not to be filtered by thousands of %s', async (_, where) => {
    const query =
      'query ($where: CallSummary_where) { CallSummaries(where: $where) { totalDocs } countCallSummaries(where: $where) { totalDocs } }'
    for (const who of ['client', 'superuser']) {
      const { body } = await asJSON<{ errors?: { extensions?: { code?: string } }[] }>({
        body: { query, variables: { where } },
        headers: as(who),
        url: `${desk.url}/api/graphql`,
      })
      expect(codesOf(body)).toEqual(['FILTER_TOO_LARGE', 'FILTER_TOO_LARGE'])
    }
  })

  it('is to sign in a few times, and not many', async () => {
    const ask = async (count: number) => {
      const names = Array.from(
        { length: count },
        (_, n) => `a${n}: forgotPasswordUser(email: "${n}@nobody.test")`,
      )
      const query = `mutation { ${names.join(' ')} }`
      const { body } = await asJSON<{ errors?: { extensions?: { code?: string } }[] }>({
        body: { query },
        headers: {},
        url: `${desk.url}/api/graphql`,
      })
      return codesOf(body)
    }
    expect(await ask(6)).toEqual(['QUERY_TOO_COSTLY'])
    expect(await ask(5)).toEqual([])
  })

  it('is to ask for the schema', async () => {
    const { body, status } = await graphQL({
      headers: as('client'),
      query: '{ __schema { queryType { fields { name } } } }',
      url: desk.url,
    })
    expect([status, body.errors]).toEqual([200, undefined])
  })

  it.each([
    ['one list', '{ CallSummaries { totalDocs } }', 1],
    ['three lists', `{ ${lists(3, 1).join(' ')} }`, 3],
    ['three lists in fragments', inFragments(3), 3],
    ['no list but counts', `{ ${counts(5).join(' ')} }`, 1],
  ])('counts against the read limit by its lists: %s', async (_, query, worth) => {
    const left = async (document: string) => {
      const { headers } = await graphQL({ headers: as('client'), query: document, url: desk.url })
      return Number(headers.get('ratelimit-remaining'))
    }
    const before = await left('{ __typename }')
    const after = await left(query)
    // A new minute of the limit begins now and then.
    expect([before - after, 10_000 - after]).toContain(worth)
  })
})
