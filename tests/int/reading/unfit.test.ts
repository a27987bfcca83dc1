import type { CollectionSlug } from 'payload'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Answer = { docs?: unknown[]; errors?: { message: string }[]; totalDocs?: number }

const COLLECTIONS = [
  'api-keys',
  'call-summaries',
  'groups',
  'notifications',
  'users',
  'webhook-deliveries',
] as const satisfies CollectionSlug[]

const OPERATORS = [
  'all',
  'contains',
  'equals',
  'exists',
  'greater_than',
  'in',
  'less_than_equal',
  'like',
  'near',
  'not_equals',
  'not_in',
  'not_like',
]

const NASTY: unknown[] = [
  "a'b\\",
  'a\u0000b',
  ['a', 'b'],
  { a: 'b' },
  '1e999',
  '-000001-01-01T00:00:00Z',
]

/**
 * A third of the values, so that each field meets each operator and each value, and each operator meets
 * each value. All triples would take three times as long.
 */
const valuesFor = (turn: number): unknown[] =>
  NASTY.filter((_, index) => index % (NASTY.length / 2) === turn % (NASTY.length / 2))

let desk: TestDesk
let byClient: Headers
let byRoot: Headers

const ask = async (path: string, headers: Headers) =>
  asJSON<Answer>({ headers, url: `${desk.url}/api/${path}` })

const list = (query: object, headers: Headers = byClient) =>
  ask(`call-summaries${stringify(query, { addQueryPrefix: true })}`, headers)

const saysNothingOfSQL = (body: unknown) =>
  expect(JSON.stringify(body)).not.toMatch(
    /select .* from|call_summaries|\$1|operator does not exist/i,
  )

beforeAll(async () => {
  desk = await createTestDesk()
  byRoot = await desk.login(await makeSuperuser(desk.payload))
  const client = await makeClient(desk.payload)
  byClient = await desk.login(client)
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, structured_data)
     select gen_random_uuid(), $1, 'call ' || n, now(), '{"a": "b"}' from generate_series(1, 3) n`,
    [client.id],
  )
})

afterAll(() => desk.stop())

describe('a value that does not fit its field', () => {
  it.each(COLLECTIONS)('is never an error of the desk: %s', async (collection) => {
    const { flattenedFields } = desk.payload.collections[collection].config
    const names = [
      'id',
      'client.id',
      'client.createdAt',
      ...flattenedFields.map(({ name }) => name),
    ]
    const queries = [...names, 'structuredData.a', 'a.b'].flatMap((name, field) =>
      OPERATORS.flatMap((operator, index) =>
        valuesFor(field + index).map((value) =>
          stringify({ where: { [name]: { [operator]: value } } }),
        ),
      ),
    )
    const failed: string[] = []
    const work = async () => {
      for (let query = queries.pop(); query !== undefined; query = queries.pop()) {
        const { status } = await ask(`${collection}/count?${query}`, byRoot)
        if (![200, 400].includes(status)) failed.push(`${status} ${decodeURIComponent(query)}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, work))

    expect(failed).toEqual([])
  })

  const UNFIT: Record<string, object> = {
    'a choice that there is not': { where: { endedGroup: { equals: 'nonsense' } } },
    'a choice among others': { where: { endedGroup: { in: 'completed,nonsense' } } },
    'a comparison with what is not ordered': { where: { hasRecording: { greater_than: 'maybe' } } },
    'a malformed client': { where: { client: { equals: 'nobody' } } },
    'a malformed id': { where: { id: { in: ['nothing'] } } },
    'a malformed time': { where: { startedAt: { greater_than: 'yesterday' } } },
    'a negative page': { page: -1 },
    'a page beyond all numbers': { page: '1e30' },
    'a text with NUL': { where: { outcome: { equals: 'a\u0000b' } } },
    'an array for contains': { where: { outcome: { contains: ['a', 'b'] } } },
    'an array for equals': { where: { outcome: { equals: ['a', 'b'] } } },
    'an object among values': { where: { outcome: { in: [{ a: 'b' }] } } },
    'an object instead of values': { where: { outcome: { in: { a: 'b' } } } },
    'no number': { where: { durationSeconds: { less_than: 'long' } } },
    'no object in or': { where: { or: ['a'] } },
    'NUL in a search': { where: { customerName: { like: 'a\u0000b' } } },
    'one deep inside': { where: { and: [{ or: [{ client: { equals: 'nobody' } }] }] } },
    'what no JSON is': { where: '{"outcome":' },
  }

  it.each(Object.entries(UNFIT))('is refused: %s', async (_, query) => {
    for (const headers of [byClient, byRoot]) {
      const { body, status } = await list(query, headers)

      expect(status).toBe(400)
      expect(body.errors?.[0]?.message).toBeTruthy()
      saysNothingOfSQL(body)
    }
  })

  it.each(Object.entries(UNFIT).filter(([, query]) => 'where' in query))(
    'is refused by the export before it begins: %s',
    async (_, query) => {
      const { body, status } = await ask(
        `call-summaries/export?${stringify({ ...query, format: 'csv' })}`,
        byClient,
      )

      expect(status).toBe(400)
      saysNothingOfSQL(body)
    },
  )

  it.each([
    'where: { id: { in: ["nothing"] } }',
    'where: { client: { equals: "nobody" } }',
    'where: { outcome: { equals: "a\\u0000b" } }',
    'where: { startedAt: { greater_than: "9999999-01-01T00:00:00Z" } }',
    'page: -1',
  ])('is refused by GraphQL: %s', async (args) => {
    for (const headers of [byClient, byRoot]) {
      const { body } = await graphQL<object>({
        headers,
        query: `{ CallSummaries(${args}) { docs { id } } }`,
        url: desk.url,
      })

      expect(body.errors?.[0]?.message).toBeTruthy()
      expect(body.errors?.[0]?.message).not.toBe('Something went wrong.')
      saysNothingOfSQL(body)
    }
  })

  it('is refused in a document too', async () => {
    const { body, status } = await asJSON<Answer>({
      body: { name: 'a\u0000b' },
      headers: byRoot,
      url: `${desk.url}/api/groups`,
    })

    expect(status).toBe(400)
    saysNothingOfSQL(body)
  })

  it('fails as the admin’s list expects it of a filter, to show an empty list', async () => {
    const listing = desk.payload.find({
      collection: 'call-summaries',
      overrideAccess: true,
      where: { client: { equals: 'nobody' } },
    })

    await expect(listing).rejects.toMatchObject({ name: 'QueryError', status: 400 })
  })

  it('is told from one that fits', async () => {
    const fits = [
      { 'structuredData.a': { equals: 'b' } },
      { client: { exists: 'true' } },
      { endedGroup: { in: 'unknown,error' } },
      { endedGroup: { not_equals: 'error' } },
      { hasRecording: { not_equals: 'true' } },
      { outcome: { exists: 'false' } },
      { reportedAt: { greater_than: '2020-01-01' } },
      { vapiCallId: { in: ['call 1', 'call 2', 'call 3'] } },
      { vapiCallId: { like: 'call' } },
    ]
    for (const where of fits) {
      const { body, status } = await list({ where })

      expect([where, status, body.totalDocs]).toEqual([where, 200, 3])
    }
  })

  it('is a page that is as large as pages get, when it is the limit', async () => {
    for (const limit of ['-5', '1e30', '2.5', 'many']) {
      const { body, status } = await list({ limit })

      expect(status).toBe(200)
      expect(body.docs).toHaveLength(limit === '2.5' ? 2 : 3)
    }
  })
})
