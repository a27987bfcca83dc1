import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Permission } from '../../../src/access/permissions'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Doc = Record<string, unknown> & { id: string }
type List = { docs: Doc[]; totalDocs: number; totalPages: number }
type Person = { headers: Record<string, string>; user: User }

const CALLS = 25
const HIDDEN = ['cost', 'costBreakdown', 'edits', 'evidence', 'source', 'vapiAssistantId']

let desk: TestDesk
let client: Person
let other: Person
let staff: Person
let people: Record<string, Person>

const signIn = async (user: User): Promise<Person> => ({ headers: await desk.login(user), user })
const makeViewer = (permission: Permission) => makeStaff(desk.payload, [permission])

beforeAll(async () => {
  desk = await createTestDesk()
  const root = await signIn(await makeSuperuser(desk.payload))
  client = await signIn(await makeClient(desk.payload))
  other = await signIn(await makeClient(desk.payload))
  staff = await signIn(await makeViewer('call-summaries.view'))
  people = { client, root, staff }
  for (const { user } of [client, other]) {
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, started_at, summary,
         transcript, messages, structured_data, price, cost, cost_breakdown, vapi_assistant_id,
         has_recording, ended_group, duration_seconds)
       select gen_random_uuid(), $1, 'call ' || n, now() - n * interval '1.5 hours',
         case when n % 3 > 0 then '2026-03-29T01:30:00.1Z'::timestamptz + n * interval '1 hour' end,
         case when n % 4 > 0 then 'Grüße ' || n end, 'talk', '[{"role":"user","text":"hi","at":1.5}]',
         '{"a": [1, {"b": null}]}', case when n % 2 > 0 then n + 0.25 end, 0.5, '{"llm": 0.1}', 'a1',
         n % 2 > 0, case when n % 5 > 0 then 'voicemail' end::enum_call_summaries_ended_group, n
       from generate_series(1, ${CALLS}) n`,
      [user.id],
    )
  }
  await desk.sql.query(`update call_summaries set follow_up = 'open', follow_up_by = 'rule', follow_up_at = now(),
    follow_up_due_at = '2026-12-24T08:00:00Z', follow_up_note = 'Grüße', feedback_reason = 'other',
    feedback_text = '“no”', feedback_at = '2026-11-01T08:00:00.5Z', feedback_state = 'new'
    where duration_seconds % 4 = 0`)
  await desk.sql.query(`update call_summaries set ended_at = '1899-01-01T00:00:00Z', price = 12345678901.5
    where vapi_call_id = 'call 3'`)
})

afterAll(() => desk.stop())

const QUERIES: Record<string, string> = {
  'a filter': 'where[endedGroup][equals]=voicemail&limit=7',
  'a field of a group': 'where[feedback.state][equals]=new&limit=3',
  'a field of a group, in other words': 'where[feedback__state][equals]=new',
  'a group alone': 'select[feedback]=true&select[followUp]=true',
  'a group left out': 'select[feedback]=false&limit=5',
  'single fields of a group': 'select[feedback][state]=true',
  'sorted by a field of a group': 'sort=-feedback.at,vapiCallId&limit=9',
  'a filter that finds nothing': 'where[vapiCallId][equals]=none',
  'a page in the middle': 'limit=4&page=3',
  'a page beyond': 'limit=10&page=9',
  'a selection': 'select[summary]=true&select[cost]=true&select[messages]=true',
  'all but a few': 'select[summary]=false&select[transcript]=false',
  'another order': 'sort=vapiCallId',
  'several filters':
    'where[and][0][price][greater_than]=3&where[and][1][or][0][vapiCallId][contains]=1&where[and][1][or][1][hasRecording][equals]=true',
  'the newest first': '',
  'the order of starts': 'sort=-startedAt&limit=100',
  'without a total': 'pagination=false&limit=5',
}

describe('a list', () => {
  it.each(Object.entries(QUERIES))('is the one that Payload reads: %s', async (_, query) => {
    for (const { headers } of Object.values(people)) {
      const read = async (depth: string) =>
        (
          await asJSON<List>({
            headers,
            url: `${desk.url}/api/call-summaries?${query}&depth=0${depth}`,
          })
        ).body
      // A population that changes nothing, which leaves all of it to Payload.
      const [ours, payloads] = [await read(''), await read('&populate[groups][name]=true')]

      expect(ours).toEqual(payloads)
      const [doc] = query.includes('select') ? [] : ours.docs
      if (doc) {
        const url = `${desk.url}/api/call-summaries/${doc.id}?populate[groups][name]=true`
        expect((await asJSON<Doc>({ headers, url })).body).toMatchObject(doc)
      }
      expect(ours.docs.length === 0).toBe(/none|page=9/.test(query))
    }
  })
})

describe('one call', () => {
  it('is the one that Payload reads', async () => {
    const { docs } = await desk.payload.find({
      collection: 'call-summaries',
      limit: 0,
      overrideAccess: true,
      where: { client: { equals: client.user.id } },
    })
    for (const { id } of docs) {
      for (const { headers } of Object.values(people)) {
        const read = async (more: string) =>
          asJSON<Doc>({ headers, url: `${desk.url}/api/call-summaries/${id}?${more}` })
        const ours = await read('')

        expect(ours.status).toBe(200)
        expect(ours.body).toEqual((await read('populate[groups][name]=true')).body)
        expect(ours.body.transcript).toBe('talk')
      }
    }
  })

  it('is 404 for others, and for what is no id', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from call_summaries where client_id = $1 limit 1',
      [client.user.id],
    )
    const id = rows[0]?.id ?? ''
    for (const path of [id, crypto.randomUUID(), 'nonsense', `${id}%00`]) {
      const url = `${desk.url}/api/call-summaries/${path}`
      expect((await asJSON({ headers: other.headers, url })).status).toBe(404)
      expect((await asJSON({ url })).status).toBe(403)
    }
  })
})

describe('the quick way', () => {
  it('is taken, with all the hooks that the collection has', async () => {
    const { createLocalReq } = await import('payload')
    const { permitRead } = await import('../../../src/reading/permitRead')
    const user = { ...client.user, collection: 'users' as const }
    const req = await createLocalReq({ user }, desk.payload)
    expect(await permitRead({ args: {}, req })).toBeDefined()
  })
})

describe('what a client may not see', () => {
  const hidden = (doc: Doc) => Object.keys(doc).filter((name) => HIDDEN.includes(name))

  it('is in no list and no call of its own, selected or not', async () => {
    const select = [...HIDDEN, 'fieldTimes', 'id'].map((name) => `select[${name}]=true`).join('&')
    for (const query of ['', select]) {
      const list = await asJSON<List>({
        headers: client.headers,
        url: `${desk.url}/api/call-summaries?${query}`,
      })
      for (const doc of list.body.docs) {
        expect(hidden(doc)).toEqual([])
        expect(doc).not.toHaveProperty('fieldTimes')
        const url = `${desk.url}/api/call-summaries/${doc.id}?${query}`
        const { body } = await asJSON<Doc>({ headers: client.headers, url })
        expect(hidden(body)).toEqual([])
        expect(body).not.toHaveProperty('fieldTimes')
      }
    }
  })

  it('is null over GraphQL', async () => {
    const query = `{ CallSummaries { docs { ${HIDDEN.join(' ')} } } }`
    const { body } = await graphQL<{ CallSummaries: List }>({
      headers: client.headers,
      query,
      url: desk.url,
    })
    expect(body.data?.CallSummaries.docs).toHaveLength(10)
    for (const doc of body.data?.CallSummaries.docs ?? []) {
      expect(Object.values(doc)).toEqual(HIDDEN.map(() => null))
    }
  })

  it('is no filter, in lists and counts', async () => {
    for (const name of [...HIDDEN, 'fieldTimes', 'client.hash', 'client.adminNotes', 'nothing']) {
      for (const path of ['', '/count']) {
        const url = `${desk.url}/api/call-summaries${path}?where[or][0][${name}][exists]=true`
        expect([name, (await asJSON({ headers: client.headers, url })).status]).toEqual([name, 400])
      }
    }
  })
})

describe('a document of GraphQL that is known', () => {
  const ask = async (person: Person, query: string, variables: Record<string, unknown> = {}) =>
    (
      await graphQL<{ CallSummaries: List }>({
        headers: person.headers,
        query,
        url: desk.url,
        variables,
      })
    ).body

  it('is answered to each person by its own rights', async () => {
    const query = '{ CallSummaries(limit: 50) { totalDocs docs { id cost } } }'
    const answers = new Map<string, number | undefined>()
    for (const [name, person] of Object.entries({ ...people, other })) {
      for (let times = 0; times < 3; times += 1) {
        const { data } = await ask(person, query)
        answers.set(name, data?.CallSummaries.totalDocs)
        const costs = new Set(data?.CallSummaries.docs.map(({ cost }) => cost))
        expect([...costs]).toEqual([['client', 'other'].includes(name) ? null : 0.5])
      }
    }
    expect([...answers.values()]).toEqual([CALLS, 2 * CALLS, 2 * CALLS, CALLS])
    const nobody = await graphQL({ query, url: desk.url })
    expect(nobody.body.errors).toHaveLength(1)
  })

  it('takes other variables each time', async () => {
    const query = `query ($call: String, $limit: Int) {
      CallSummaries(limit: $limit, where: { vapiCallId: { equals: $call } }) { docs { vapiCallId } } }`
    for (const call of ['call 1', 'call 2', 'call 1', 'none']) {
      const { data } = await ask(client, query, { call, limit: 5 })
      const found = data?.CallSummaries.docs.map(({ vapiCallId }) => vapiCallId)
      expect(found).toEqual(call === 'none' ? [] : [call])
    }
    const { errors } = await ask(client, query, { call: 'call 1', limit: 'many' })
    expect(errors?.[0]?.message).toContain('limit')
  })

  it('is refused again when it was refused', async () => {
    for (const query of ['{ CallSummaries { docs { nothing } } }', '{ CallSummaries {', '{ }']) {
      for (let times = 0; times < 2; times += 1) {
        expect((await ask(client, query)).errors?.length).toBeGreaterThan(0)
      }
    }
  })

  it('may ask for one operation of several', async () => {
    const query = `query A { CallSummaries(limit: 1) { docs { id } } }
      query B { CallSummaries(limit: 2) { docs { id } } }`
    for (const [operationName, length] of [
      ['A', 1],
      ['B', 2],
      ['A', 1],
    ] as const) {
      const { body } = await asJSON<{ data: { CallSummaries: List } }>({
        body: { operationName, query },
        headers: client.headers,
        url: `${desk.url}/api/graphql`,
      })
      expect(body.data.CallSummaries.docs).toHaveLength(length)
    }
  })

  it('costs no more for what it asks of others', async () => {
    const many = Array.from({ length: 2_000 }, (_, n) => `a${n}: CallSummaries { docs { id } }`)
    for (let times = 0; times < 2; times += 1) {
      const { errors } = await ask(client, `{ ${many.join(' ')} }`)
      expect(errors?.[0]?.message).toMatch(/may cost at most 1,000/)
    }
  })
})
