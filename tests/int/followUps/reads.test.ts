import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported, linesOf, rowsOf } from '../../helpers/exports'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Doc = Record<string, unknown> & { id: string; vapiCallId: string }
type List = { docs: Doc[]; nextCursor: null | string; totalDocs: number }

const FEEDBACK = { reason: 'price', text: '=1+1' }
const NOTHING = { answer: null, at: null, reason: null, state: null, text: null }

let desk: TestDesk
let client: User
let headers: Headers
let root: Headers
const ids = new Map<string, string>()

const post = async (call: string, path: string, body: unknown, as = headers) => {
  const url = `${desk.url}/api/call-summaries/${ids.get(call)}/${path}`
  const { status } = await asJSON({ body, headers: as, url })
  expect(status).toBe(200)
}

const list = async (query: string, as = headers) => {
  const url = `${desk.url}/api/call-summaries?${query}`
  const { body, status } = await asJSON<List>({ headers: as, url })
  expect([query, status]).toEqual([query, 200])
  return body
}

const namesOf = ({ docs }: List) => docs.map(({ vapiCallId }) => vapiCallId).sort()

beforeAll(async () => {
  desk = await createTestDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload, { timezone: 'Europe/Berlin' })
  headers = await signedIn(desk.payload, client)
  const { rows } = await desk.sql.query<{ id: string; vapi_call_id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, summary)
     select gen_random_uuid(), $1, name, now(), 'said' from unnest(array['open', 'done', 'wrong', 'plain']) name
     returning id, vapi_call_id`,
    [client.id],
  )
  for (const { id, vapi_call_id } of rows) ids.set(vapi_call_id, id)
  await post('open', 'follow-up', {
    followUp: 'open',
    followUpDueAt: '2026-12-01T08:00:00Z',
    followUpNote: '=HYPERLINK("x")',
  })
  await post('done', 'follow-up', { followUp: 'done' })
  await post('wrong', 'feedback', FEEDBACK)
})

afterAll(() => desk.stop())

describe('what is to do, and what was wrong', () => {
  it('are in the list and in one call, as its own fields', async () => {
    for (const as of [headers, root]) {
      const { docs } = await list('', as)
      const docOf = (name: string) => docs.find(({ vapiCallId }) => vapiCallId === name)
      expect(docOf('open')).toMatchObject({
        feedback: NOTHING,
        followUp: 'open',
        followUpBy: 'client',
        followUpDueAt: '2026-12-01T08:00:00.000Z',
      })
      expect(docOf('wrong')).toMatchObject({
        feedback: { ...NOTHING, ...FEEDBACK, at: expect.stringMatching(/Z$/), state: 'new' },
        followUp: null,
        followUpAt: null,
      })
      const url = `${desk.url}/api/call-summaries/${ids.get('wrong')}`
      expect((await asJSON<Doc>({ headers: as, url })).body).toMatchObject(docOf('wrong') ?? {})
    }
  })

  it.each([
    ['where[followUp][equals]=open', ['open']],
    ['where[followUp][exists]=true', ['done', 'open']],
    ['where[followUp][in]=open,done', ['done', 'open']],
    ['where[followUpDueAt][less_than]=2026-12-02T00:00:00Z', ['open']],
    ['where[followUpBy][equals]=client', ['done', 'open']],
    ['where[feedback.state][equals]=new', ['wrong']],
    ['where[feedback.state][not_equals]=new', ['done', 'open', 'plain']],
    ['where[feedback__reason][in]=price,other', ['wrong']],
    ['where[feedback.at][exists]=true', ['wrong']],
    [
      'where[or][0][feedback.state][equals]=new&where[or][1][followUp][equals]=open',
      ['open', 'wrong'],
    ],
  ])('are filters of lists, counts and selections: %s', async (query, names) => {
    const found = await list(query)
    expect([namesOf(found), found.totalDocs]).toEqual([names, names.length])
    const url = `${desk.url}/api/call-summaries/count?${query}`
    expect((await asJSON({ headers, url })).body).toMatchObject({ totalDocs: names.length })
  })

  it.each([
    'where[feedback.state][equals]=lost',
    'where[feedback.nothing][equals]=new',
    'where[feedback.state.more][equals]=new',
    'where[feedback][equals]=new',
    'where[followUp][equals]=later',
    'where[followUpDueAt][less_than]=soon',
  ])('are refused as filters when they fit no field: %s', async (query) => {
    const url = `${desk.url}/api/call-summaries?${query}`
    expect([query, (await asJSON({ headers, url })).status]).toEqual([query, 400])
  })

  it('can be selected, sorted by, and read by GraphQL', async () => {
    const { docs } = await list('select[feedback]=true&sort=-feedback.at&limit=4')
    expect(docs.map((doc) => Object.keys(doc).sort())).toEqual(Array(4).fill(['feedback', 'id']))
    const query = `{ CallSummaries(where: { feedback__state: { equals: new } }) {
      totalDocs docs { vapiCallId followUp feedback { state reason text answer } } } }`
    const { body } = await graphQL<{ CallSummaries: List }>({ headers, query, url: desk.url })
    expect(body.data?.CallSummaries).toEqual({
      docs: [
        {
          feedback: { answer: null, ...FEEDBACK, state: 'new' },
          followUp: null,
          vapiCallId: 'wrong',
        },
      ],
      totalDocs: 1,
    })
  })

  it('are columns of the export, without formulas in the CSV', async () => {
    const rows = rowsOf((await exported(desk, 'format=csv', headers)).text)
    const rowOf = (name: string) => rows.find(({ vapiCallId }) => vapiCallId === name)
    expect(rowOf('open')).toMatchObject({
      'feedback.state': '',
      followUp: 'open',
      followUpBy: 'client',
      followUpDueAt: '2026-12-01 09:00:00',
      followUpNote: `'=HYPERLINK("x")`,
    })
    expect(rowOf('wrong')).toMatchObject({
      'feedback.reason': 'price',
      'feedback.state': 'new',
      'feedback.text': `'=1+1`,
      followUp: '',
    })
    const only = rowsOf(
      (await exported(desk, 'format=csv&where[feedback.state][equals]=new', headers)).text,
    )
    expect(only.map(({ vapiCallId }) => vapiCallId)).toEqual(['wrong'])
  })

  it('are in the lines of the NDJSON as in the API', async () => {
    const lines = linesOf((await exported(desk, 'format=ndjson', headers)).text)
    const { docs } = await list('')
    for (const { id, feedback, followUp, followUpDueAt, followUpNote } of docs) {
      const line = lines.find((each) => each.id === id)
      expect(line).toMatchObject({ feedback, followUp, followUpDueAt, followUpNote })
      expect(Object.keys(line ?? {}).filter((name) => name.includes('feedback'))).toEqual([
        'feedback',
      ])
    }
  })

  it('come in the feed of changes, for the client and for staff', async () => {
    for (const as of [headers, root]) {
      const since = encodeURIComponent(new Date().toISOString())
      const followUp = as === root ? 'open' : 'done'
      await post('plain', 'follow-up', { followUp }, as)
      let docs: Doc[] = []
      // It may still wait for older transactions, those of other tests' databases included.
      for (let turn = 0; turn < 500 && docs.length === 0; turn += 1) {
        docs = (await list(`updatedSince=${since}`, as)).docs
      }
      expect(docs).toMatchObject([{ followUp, vapiCallId: 'plain' }])
    }
  })
})
