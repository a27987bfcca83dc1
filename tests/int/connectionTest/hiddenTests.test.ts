import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported, linesOf } from '../../helpers/exports'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type List = { docs: { id: string; isTest?: boolean }[]; totalDocs: number }

let desk: TestDesk
let client: Awaited<ReturnType<typeof makeClient>>
let asClient: Headers
let asStaff: Headers
let real: string
let test: string

beforeAll(async () => {
  desk = await createTestDesk()
  asStaff = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
  asClient = await desk.login(client)
  await asJSON({
    body: {
      message: {
        analysis: { summary: 'A consultation was booked.' },
        call: { id: crypto.randomUUID() },
        endedReason: 'customer-ended-call',
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`,
  })
  const { body } = await asJSON<{ callSummary: string }>({
    body: { id: client.id },
    headers: asStaff,
    url: `${desk.url}/api/users/test-call`,
  })
  test = body.callSummary
  const { rows } = await desk.sql.query<{ id: string }>(
    'select id from call_summaries where is_test is not true',
  )
  real = rows[0]?.id ?? ''
})

afterAll(() => desk.stop())

const get = <Body>(path: string, headers: Headers) =>
  asJSON<Body>({ headers, url: `${desk.url}/api/call-summaries${path}` })

const idsIn = ({ docs }: List) => docs.map(({ id }) => id).sort()
const both = () => [real, test].sort()

it.each([
  '',
  '?sort=startedAt',
  '?updatedSince=1970-01-01',
  '?pagination=false',
  '?where[vapiCallId][like]=-',
  '?where[or][0][id][exists]=true&where[or][1][id][exists]=false',
])('a client’s list leaves tests out, the staff’s marks them: %s', async (query) => {
  expect(idsIn((await get<List>(query, asClient)).body)).toEqual([real])
  const { body } = await get<List>(query, asStaff)
  expect(idsIn(body)).toEqual(both())
  expect(body.docs.find(({ id }) => id === test)?.isTest).toBe(true)
  expect(body.docs.find(({ id }) => id === real)?.isTest).toBe(false)
})

it('so do its counts, its search and one call by its id', async () => {
  expect((await get('/count', asClient)).body).toMatchObject({ totalDocs: 1 })
  expect((await get('/count', asStaff)).body).toMatchObject({ totalDocs: 2 })
  expect((await get('?limit=1', asClient)).body).toMatchObject({ hasNextPage: false, totalDocs: 1 })
  const query = `?limit=1&where[isTest][not_equals]=true`
  expect((await get(query, asStaff)).body).toMatchObject({ hasNextPage: false, totalDocs: 1 })
  const search = async (headers: Headers) =>
    idsIn((await get<List>('?search=consultation', headers)).body)
  await expect.poll(() => search(asStaff), { timeout: 20_000 }).toEqual(both())
  expect(await search(asClient)).toEqual([real])
  expect((await get('/count?search=consultation', asClient)).body).toMatchObject({ totalDocs: 1 })
  expect((await get(`/${test}`, asClient)).status).toBe(404)
  expect((await get(`/${real}`, asClient)).status).toBe(200)
  expect((await get(`/${test}`, asStaff)).body).toMatchObject({ isTest: true })
})

it('so does GraphQL', async () => {
  const query = `{ CallSummaries { totalDocs docs { id } } countCallSummaries { totalDocs }
    CallSummary(id: "${test}") { id } }`
  const ask = async (headers: Headers) =>
    (await graphQL<Record<string, unknown>>({ headers, query, url: desk.url })).body.data
  expect(await ask(asClient)).toMatchObject({
    CallSummaries: { docs: [{ id: real }], totalDocs: 1 },
    CallSummary: null,
    countCallSummaries: { totalDocs: 1 },
  })
  expect(await ask(asStaff)).toMatchObject({
    CallSummaries: { totalDocs: 2 },
    CallSummary: { id: test },
  })
})

it('so does an export, where staff have a column that tells', async () => {
  const ids = (text: string) => linesOf(text).map(({ id }) => id)
  expect(ids((await exported(desk, 'format=ndjson', asClient)).text)).toEqual([real])
  const { text } = await exported(desk, 'format=ndjson', asStaff)
  expect(linesOf(text).map(({ id, isTest }) => [id, isTest])).toEqual([
    [test, true],
    [real, false],
  ])
  const csv = await exported(desk, 'format=csv', asClient)
  expect(csv.text).not.toContain('isTest')
})

it('a client neither sees the field nor filters nor sorts by it', async () => {
  const { body } = await get<List>('', asClient)
  expect(body.docs[0]).not.toHaveProperty('isTest')
  expect((await get('?where[isTest][equals]=true', asClient)).status).toBe(400)
  expect((await get('/count?where[isTest][equals]=true', asClient)).status).toBe(400)
  const sorted = await get<List>('?sort=isTest', asClient)
  expect(sorted.status === 400 || idsIn(sorted.body).join() === real).toBe(true)
  const { body: api } = await asJSON<unknown>({ url: `${desk.url}/api/openapi.json` })
  expect(JSON.stringify(api)).not.toContain('isTest')
  expect((await get<List>('?where[isTest][equals]=true', asStaff)).body.docs).toHaveLength(1)
})

it('the client’s deliveries in the admin say nothing of tests', async () => {
  const { body } = await asJSON<{ reportsToday: number; reportsWeek: number }>({
    headers: asStaff,
    url: `${desk.url}/api/users/${client.id}/delivery-health`,
  })
  expect(body).toMatchObject({ reportsToday: 1, reportsWeek: 1 })
  const fresh = await makeClient(desk.payload)
  await asJSON({
    body: { id: fresh.id },
    headers: asStaff,
    url: `${desk.url}/api/users/test-call`,
  })
  const health = () =>
    asJSON({ headers: asStaff, url: `${desk.url}/api/users/${fresh.id}/delivery-health` })
  expect((await health()).body).toMatchObject({ lastReportAt: null, reportsWeek: 0 })
  // Nor does the call when its delivery has gone.
  await desk.sql.query('delete from webhook_deliveries where client_id = $1', [fresh.id])
  expect((await health()).body).toMatchObject({ lastReportAt: null })
})
