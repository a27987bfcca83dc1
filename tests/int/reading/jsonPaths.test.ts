import type { CollectionSlug } from 'payload'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Answer = { docs?: { vapiCallId?: string }[]; errors?: { message: string }[] }

const DATA = {
  list: { items: [{ name: 'cut', price: 5 }, { name: 'wash' }], tags: ['vip', 'new'] },
  names: { items: { 0: { name: 'cut' } }, tags: 'none', vip: true },
  odd: { 0: 'first', name: `O'Brien "Jo" \\ 100%_ Müller`, tags: ['x.y'] },
} as const

let desk: TestDesk
let client: Record<string, string>
let root: Record<string, string>

const ask = (query: object, path = 'call-summaries') =>
  asJSON<Answer>({
    headers: path === 'call-summaries' ? client : root,
    url: `${desk.url}/api/${path}${stringify(query, { addQueryPrefix: true })}`,
  })

const found = async (where: object): Promise<string[]> => {
  const { body, status } = await ask({ where })
  expect([status, body.errors]).toEqual([200, undefined])
  return (body.docs ?? []).map(({ vapiCallId }) => String(vapiCallId)).toSorted()
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
  const user = await makeClient(desk.payload)
  client = await signedIn(desk.payload, user)
  for (const [name, data] of [...Object.entries(DATA), ['nothing', null] as const]) {
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, structured_data)
       values (gen_random_uuid(), $1, $2, now(), $3)`,
      [user.id, name, data === null ? null : JSON.stringify(data)],
    )
  }
})

afterAll(() => desk.stop())

describe('a path within what the agent extracted', () => {
  it.each<[string, string, unknown, string[]]>([
    [
      'a number is a place in a list or a name',
      'items.0.name',
      { equals: 'cut' },
      ['list', 'names'],
    ],
    ['another place', 'items.1.name', { equals: 'wash' }, ['list']],
    ['a number at its end', 'tags.1', { equals: 'new' }, ['list']],
    ['a number at its start', '0', { equals: 'first' }, ['odd']],
    ['a place that there is not', 'items.7.name', { exists: true }, []],
    ['a number beyond all lists', 'items.99999999999', { exists: true }, []],
    ['a list is gone through without one', 'items.name', { equals: 'wash' }, ['list']],
    ['a text stands for a number', 'items.price', { equals: '5' }, ['list']],
    ['a text stands for yes', 'vip', { equals: 'true' }, ['names']],
    ['one of several', 'items.name', { in: 'wash,dye' }, ['list']],
    ['one of several in a list', 'tags.0', { in: ['vip', 'x.y'] }, ['list', 'odd']],
    ['none of several', 'tags.0', { not_in: ['vip'] }, ['odd']],
    ['another value', 'tags.0', { not_equals: 'vip' }, ['odd']],
    ['there at all', 'items.0', { exists: 'true' }, ['list', 'names']],
    ['not there', 'items.0', { exists: 'false' }, ['nothing', 'odd']],
    ['quotes and letters of other tongues', 'name', { equals: DATA.odd.name }, ['odd']],
    ['a part, whatever its letters', 'name', { like: 'müller' }, ['odd']],
    ['a part that would be a pattern', 'name', { like: '100%_' }, ['odd']],
    ['a pattern, which is a text like others', 'name', { like: '.*' }, []],
    ['a dot that is no pattern', 'tags.0', { like: 'x.y' }, ['odd']],
    ['not such a part', 'name', { not_like: "O'Brien" }, ['list', 'names', 'nothing']],
  ])('%s', async (_, path, condition, expected) => {
    expect(await found({ [`structuredData.${path}`]: condition })).toEqual(expected)
  })
})

const OPERATORS = [
  'all',
  'contains',
  'equals',
  'exists',
  'greater_than',
  'in',
  'intersects',
  'less_than_equal',
  'like',
  'near',
  'nonsense',
  'not_equals',
  'not_in',
  'not_like',
]

const PATHS = [
  '0',
  '0.0',
  'a.0.a',
  'a.007',
  "a'b",
  'a"b',
  'a\\b',
  '[0]',
  'a[0]',
  '.a',
  'a.',
  'a..b',
  '__proto__',
  'constructor.prototype',
  '$.a',
  '*',
  '-1',
  '99999999999999999999',
  'é 🙂',
  "a') or 1=1 --",
  '?',
  `${'a.'.repeat(400)}a`,
  `${'0.'.repeat(400)}0`,
  'a'.repeat(10_000),
]

const BESIDES: Partial<Record<CollectionSlug, string[]>> = {
  'call-summaries': ['client.adminNotes'],
  'webhook-deliveries': ['callSummary.structuredData', 'client.adminNotes'],
}

describe('a path within JSON, however odd, is no error of the desk', () => {
  it('in any collection, with any operator', { timeout: 240_000 }, async () => {
    const failed: string[] = []
    let asked = 0
    for (const { flattenedFields, slug } of desk.payload.config.collections) {
      const fields = flattenedFields
        .filter(({ type }) => type === 'json' || type === 'richText')
        .map(({ name }) => name)
      for (const field of [...fields, ...(BESIDES[slug] ?? [])]) {
        for (const [index, path] of PATHS.entries()) {
          for (const operator of OPERATORS.filter((_, at) => (at + index) % 4 === 0)) {
            asked += 1
            const where = { [`${field}.${path}`]: { [operator]: ['a\'"b'] } }
            const { body, status } = await ask({ where }, `${slug}/count`)
            if (![200, 400, 403, 404].includes(status)) {
              failed.push(`${status} ${slug} ${field}.${path.slice(0, 50)} ${operator}`)
            }
            if (status === 400) expect(body.errors?.[0]?.message).toBeTruthy()
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(400)
    expect(failed).toEqual([])
  })

  it.each(['export?format=csv', 'export?format=ndjson', 'count?'])(
    'at the door %s',
    async (door) => {
      const where = stringify({ where: { 'structuredData.items.0.name': { equals: 'cut' } } })
      const { body, status } = await asJSON({
        headers: client,
        url: `${desk.url}/api/call-summaries/${door}&${where}`,
      })
      expect([status, JSON.stringify(body).includes('wrong')]).toEqual([200, false])
    },
  )

  it.each([
    '{structuredData: {equals: {a: 1}}}',
    '{structuredData__items__0__name: {equals: "cut"}}',
    '{client__adminNotes__0: {equals: "cut"}}',
  ])('in GraphQL: %s', async (where) => {
    const { body } = await graphQL({
      headers: client,
      query: `{ CallSummaries(where: ${where}) { docs { id } } }`,
      url: desk.url,
    })
    expect(JSON.stringify(body)).not.toContain('Something went wrong')
  })
})

describe('a condition that is not understood', () => {
  it.each<[string, object]>([
    ['an operator that there is not', { outcome: { eq: 'x' } }],
    ['a bare value', { outcome: 'x' }],
  ])('is refused, not left out: %s', async (_, where) => {
    const query = stringify({ where })
    const { status } = await asJSON({
      headers: client,
      url: `${desk.url}/api/call-summaries?${query}`,
    })
    expect(status).toBe(400)
    // Left out, it would delete all.
    const deleted = await asJSON({
      headers: root,
      method: 'DELETE',
      url: `${desk.url}/api/call-summaries?${query}`,
    })
    expect(deleted.status).toBe(400)
    expect(await found({})).toHaveLength(4)
  })
})
