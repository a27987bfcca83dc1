import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Doc = Record<string, unknown> & { id: string }
type List = {
  docs: Doc[]
  errors?: { message: string }[]
  hasNextPage: boolean
  nextCursor: null | string
  nextPage: null | number
  page: number
  totalDocs: number
  totalDocsEstimated: boolean
  totalPages: number
}

const FEW = 250
const MANY = 25_000

let desk: TestDesk
let few: Awaited<ReturnType<typeof makeClient>>
let many: Awaited<ReturnType<typeof makeClient>>
let byFew: Headers
let byMany: Headers
let byRoot: Headers
let byStaff: Headers

const list = async (query: string, headers: Headers) => {
  const url = `${desk.url}/api/call-summaries${query}`
  const { body, status } = await asJSON<List>({ headers, url })
  return { ...body, status }
}

const graph = async (query: string, headers: Headers) => {
  const { body } = await graphQL<Record<string, List & Doc>>({ headers, query, url: desk.url })
  return body
}

// Seven at a time with the same time, a few with none.
const FILL = `
  insert into call_summaries (id, client_id, vapi_call_id, outcome, ended_group, transcript, messages,
    structured_data, summary, reported_at, started_at)
  select gen_random_uuid(), $1, 'call-' || n,
    case when n % 5 = 0 then 'booked' else 'question' end, 'completed', 'every word', '[{"text":"hi"}]',
    '{"a":1}', 'a summary',
    case when n % 50 = 0 then null else '2026-01-01'::timestamptz + n / 7 * interval '1 minute' end,
    '2025-12-31'::timestamptz + n / 7 * interval '1 minute'
  from generate_series(1, $2::int) n`

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  byRoot = await desk.login(await makeSuperuser(desk.payload))
  few = await makeClient(desk.payload)
  many = await makeClient(desk.payload)
  byFew = await desk.login(few)
  byMany = await desk.login(many)
  byStaff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
  await desk.sql.query(FILL, [few.id, FEW])
  await desk.sql.query(FILL, [many.id, MANY])
  await desk.sql.query('vacuum analyze call_summaries')
}, 120_000)

afterAll(() => desk.stop())

/** Follows `nextCursor` to the end. */
const walk = async (query: string, headers: Headers, onPage = async () => {}): Promise<Doc[]> => {
  const all: Doc[] = []
  let cursor = ''
  for (let page = 0; page < 1_000; page += 1) {
    const { docs, nextCursor, status } = await list(`?${query}${cursor}`, headers)
    expect(status).toBe(200)
    all.push(...docs)
    if (nextCursor === null) return all
    cursor = `&before=${nextCursor}`
    await onPage()
  }
  throw new Error('The list does not end')
}

const ids = (docs: readonly Doc[]) => docs.map(({ id }) => id)
const one = { messages: [{ text: 'hi' }], structuredData: { a: 1 }, transcript: 'every word' }

describe('what is large', () => {
  it('is left out of lists, and there by id', async () => {
    const { docs } = await list('?limit=1', byFew)
    expect(docs[0]).toMatchObject({ summary: 'a summary' })
    for (const field of Object.keys(one)) expect(docs[0]).not.toHaveProperty(field)
    const url = `${desk.url}/api/call-summaries/${docs[0]?.id}`
    expect((await asJSON({ headers: byFew, url })).body).toMatchObject(one)
  })

  it('is there when it is selected', async () => {
    const included = await list('?limit=1&select[transcript]=true&select[messages]=true', byFew)
    expect(included.docs[0]).toEqual({
      id: expect.any(String),
      messages: one.messages,
      transcript: one.transcript,
    })
    const excluded = await list('?limit=1&select[summary]=false', byFew)
    expect(excluded.docs[0]).toMatchObject(one)
    expect(excluded.docs[0]).not.toHaveProperty('summary')
  })

  it('is there over GraphQL when it is asked for, in whatever way', async () => {
    const { data, errors } = await graph(
      `{ list: CallSummaries(limit: 1) { docs { id said: transcript } ...Rest ... on CallSummaries { docs { endedGroup } } }
         list: CallSummaries(limit: 1) { docs { summary } } }
       fragment Rest on CallSummaries { docs { ...Data client { id } } }
       fragment Data on CallSummary { structuredData messages }`,
      byFew,
    )
    expect(errors).toBeUndefined()
    expect(data?.list?.docs[0]).toEqual({
      client: { id: few.id },
      endedGroup: 'completed',
      id: expect.any(String),
      messages: one.messages,
      said: 'every word',
      structuredData: { a: 1 },
      summary: 'a summary',
    })
    const id = data?.list?.docs[0]?.id
    const single = await graph(`{ CallSummary(id: "${id}") { transcript summary } }`, byFew)
    expect(single.data?.CallSummary).toEqual({ summary: 'a summary', transcript: 'every word' })
  })
})

describe('a total', () => {
  const isNear = (total: number, truth: number) => Math.abs(total - truth) / truth < 0.1

  it('is counted up to 3,000, and above estimated, and says which', async () => {
    expect(await list('', byFew)).toMatchObject({ totalDocs: FEW, totalDocsEstimated: false })
    for (const headers of [byMany, byStaff]) {
      const { totalDocs, totalDocsEstimated } = await list('', headers)
      expect(totalDocsEstimated).toBe(true)
      expect(totalDocs).toSatisfy((total: number) => isNear(total, MANY))
    }
    const booked = MANY / 5
    const manyQueries: Record<string, number> = {
      '?where[outcome][equals]=booked': booked,
      '?where[outcome][equals]=question': MANY - booked,
      '?where[or][0][outcome][equals]=booked&where[or][1][outcome][equals]=none': booked,
      '?where[reportedAt][exists]=true': (MANY / 50) * 49,
    }
    for (const [query, truth] of Object.entries(manyQueries)) {
      const { totalDocs, totalDocsEstimated } = await list(query, byMany)
      expect([query, totalDocsEstimated]).toEqual([query, true])
      expect(totalDocs).toSatisfy((total: number) => isNear(total, truth))
    }
    const rare = '?where[and][0][outcome][equals]=question&where[and][1][endedGroup][equals]=error'
    expect(await list(rare, byMany)).toMatchObject({ totalDocs: 0, totalDocsEstimated: false })
  })

  // Seven a minute, but for the first minute with six.
  const until = (minute: number) => {
    const time = new Date(Date.UTC(2025, 11, 31, 0, minute)).toISOString()
    return `where[startedAt][less_than]=${time}`
  }

  it('of a range of time is exact on one side of the bound, and near on the other', async () => {
    const exact = { totalDocs: 2_939, totalDocsEstimated: false }
    const url = `${desk.url}/api/call-summaries`
    expect(await list(`?${until(420)}`, byMany)).toMatchObject(exact)
    expect((await asJSON({ headers: byMany, url: `${url}/count?${until(420)}` })).body).toEqual(
      exact,
    )
    // The second time as remembered.
    for (const query of [until(430), until(430), until(2_000)]) {
      const { totalDocs, totalDocsEstimated } = await list(`?${query}`, byMany)
      expect(totalDocsEstimated).toBe(true)
      const truth = query === until(430) ? 3_009 : 13_999
      expect(totalDocs).toSatisfy((total: number) => isNear(total, truth))
      const counted = await asJSON({ headers: byMany, url: `${url}/count?${query}` })
      expect(counted.body).toEqual({ totalDocs, totalDocsEstimated })
    }
    const where = `where: { startedAt: { less_than: "2025-12-31T07:00:00Z" } }`
    const { data } = await graph(`{ it: countCallSummaries(${where}) { totalDocs } }`, byMany)
    expect(data?.it?.totalDocs).toBe(2_939)
  })

  it('that is estimated still lets every page be turned to, and none after the last', async () => {
    const seen: string[] = []
    let page = 1
    for (let hasNextPage = true; hasNextPage; page += 1) {
      const answer = await list(`?${until(430)}&limit=100&page=${page}`, byMany)
      ;({ hasNextPage } = answer)
      seen.push(...ids(answer.docs))
      expect(answer.nextPage).toBe(hasNextPage ? page + 1 : null)
      expect(answer.totalDocsEstimated).toBe(hasNextPage)
      expect(answer.totalPages > page).toBe(hasNextPage)
      if (!hasNextPage) expect(answer.totalDocs).toBe(3_009)
    }
    expect(page - 1).toBe(31)
    expect(seen).toHaveLength(3_009)
    expect(new Set(seen).size).toBe(3_009)
  })

  it('that was estimated promises no page of calls that went meanwhile', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    await desk.sql.query(FILL, [client.id, 3_100])
    expect(await list('?limit=10', headers)).toMatchObject({ totalDocsEstimated: true })
    await desk.sql.query(
      `delete from call_summaries where client_id = $1
         and substring(vapi_call_id from 6)::int > 20`,
      [client.id],
    )
    expect(await list('?limit=10', headers)).toMatchObject({ hasNextPage: true })
    const exact = { hasNextPage: false, totalDocs: 20, totalDocsEstimated: false, totalPages: 2 }
    expect(await list('?limit=10&page=2', headers)).toMatchObject(exact)
    expect(await list('?limit=10&page=3', headers)).toMatchObject({ docs: [], hasNextPage: false })
    await desk.sql.query('delete from call_summaries where client_id = $1', [client.id])
  })

  it('is the same by the count’s own address, and over GraphQL', async () => {
    const url = `${desk.url}/api/call-summaries/count`
    const counted = (await asJSON({ headers: byFew, url })).body
    expect(counted).toEqual({ totalDocs: FEW, totalDocsEstimated: false })
    expect((await asJSON({ headers: byMany, url })).body).toMatchObject({
      totalDocsEstimated: true,
    })
    const query = `{ countCallSummaries { totalDocs totalDocsEstimated }
      CallSummaries(limit: 1) { totalDocs totalDocsEstimated } }`
    const expected = { totalDocs: FEW, totalDocsEstimated: false }
    expect((await graph(query, byFew)).data).toEqual({
      CallSummaries: expected,
      countCallSummaries: expected,
    })
  })

  it('never hides a page that is there, nor promises one after the last', async () => {
    const pages = MANY / 100
    const last = await list(`?limit=100&page=${pages}`, byMany)
    expect(last.docs).toHaveLength(100)
    expect(last).toMatchObject({ hasNextPage: false, totalDocs: MANY, totalDocsEstimated: false })
    const before = await list(`?limit=100&page=${pages - 1}`, byMany)
    expect(before).toMatchObject({ hasNextPage: true, nextPage: pages })
    const beyond = await list(`?limit=100&page=${pages + 100}`, byMany)
    expect(beyond).toMatchObject({ docs: [], hasNextPage: false, nextPage: null })
    const exact = await list(`?limit=100&page=3`, byFew)
    expect(exact).toMatchObject({ hasNextPage: false, totalDocs: FEW, totalPages: 3 })
  })

  it('counts calls once, also when a filter follows a relation', async () => {
    const { totalDocs } = await list(`?where[client.email][equals]=${few.email}`, byRoot)
    expect(totalDocs).toBe(FEW)
  })
})

describe('a walk by cursors', () => {
  it.each([
    'limit=7',
    'limit=100&sort=-reportedAt',
    'limit=9&sort=-startedAt',
    'limit=50&pagination=false',
  ])('shows every call once: %s', async (query) => {
    const docs = await walk(query, byFew)
    expect(docs).toHaveLength(FEW)
    expect(new Set(ids(docs)).size).toBe(FEW)
  })

  it('goes in the order of the list itself', async () => {
    const walked = await walk('limit=13', byFew)
    const paged = await Promise.all([1, 2, 3].map((page) => list(`?limit=100&page=${page}`, byFew)))
    expect(ids(walked)).toEqual(paged.flatMap(({ docs }) => ids(docs)))
  })

  it('keeps to a filter, and to what is selected', async () => {
    const docs = await walk('limit=10&where[outcome][equals]=booked&select[outcome]=true', byFew)
    expect(docs).toHaveLength(FEW / 5)
    for (const doc of docs) expect(doc).toEqual({ id: expect.any(String), outcome: 'booked' })
    const without = await walk('limit=90&select[reportedAt]=false', byFew)
    expect(without).toHaveLength(FEW)
    for (const doc of without) expect(doc).not.toHaveProperty('reportedAt')
  })

  it('goes by the start of calls when it filters by it', async () => {
    const range = 'where[startedAt][greater_than_equal]=2025-12-31T00:10:00Z'
    const docs = await walk(`limit=20&${range}`, byFew)
    const times = docs.map(({ startedAt }) => String(startedAt))
    expect(times).toEqual([...times].sort().reverse())
    expect(docs.length).toBe((await list(`?${range}`, byFew)).totalDocs)
  })

  it('misses and repeats none while others come, change and go', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    await desk.sql.query(FILL, [client.id, 300])
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from call_summaries where client_id = $1',
      [client.id],
    )
    let number = 0
    const docs = await walk('limit=11', headers, async () => {
      number += 1
      await desk.sql.query(
        `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
         values (gen_random_uuid(), $1, $2, now())`,
        [client.id, `new-${number}`],
      )
      await desk.sql.query(
        `update call_summaries set outcome = 'changed', updated_at = now()
         where client_id = $1 and vapi_call_id like '%' || $2`,
        [client.id, String(number % 10)],
      )
    })
    expect(new Set(ids(docs)).size).toBe(docs.length)
    expect(new Set(ids(docs))).toEqual(new Set(rows.map(({ id }) => id)))
  })

  it('works over GraphQL', async () => {
    const seen: string[] = []
    let before = ''
    for (let page = 0; page < 10; page += 1) {
      const { data } = await graph(
        `{ it: CallSummaries(limit: 40 ${before}) { nextCursor hasNextPage docs { id } } }`,
        byFew,
      )
      seen.push(...ids(data?.it?.docs ?? []))
      if (!data?.it?.nextCursor) break
      before = `before: "${data.it.nextCursor}"`
    }
    expect(seen).toHaveLength(FEW)
    expect(new Set(seen).size).toBe(FEW)
  })
})

describe('a cursor', () => {
  const cursorOf = async (query: string, headers: Headers) =>
    (await list(`?limit=5${query}`, headers)).nextCursor ?? ''

  it('is refused when it is none, or not its reader’s, and shows nothing of others', async () => {
    const own = await cursorOf('', byFew)
    const body = Buffer.from(JSON.stringify(['reportedAt', '2030-01-01T00:00:00.000Z', many.id]))
    const forged = `${body.toString('base64url')}.${own.split('.')[1]}`
    const changes = (await list('?limit=5&updatedSince=2020-01-01', byFew)).nextCursor
    const wrong = [
      'x',
      'x.y',
      '',
      '.',
      `${own}x`,
      `${own}.z`,
      own.slice(0, -3),
      forged,
      await cursorOf('', byMany),
      await cursorOf('', byStaff),
      changes,
      '%00',
    ]
    for (const before of wrong) {
      const { docs, errors, status } = await list(`?before=${before}`, byFew)
      expect([before, status, docs]).toEqual([before, 400, undefined])
      expect(errors?.[0]?.message).toContain('nextCursor')
    }
    const byGraph = await graph(`{ CallSummaries(before: "${wrong[8]}") { docs { id } } }`, byFew)
    expect(byGraph.errors?.[0]?.message).toContain('nextCursor')
    expect(JSON.stringify(byGraph.data ?? {})).not.toContain('"id"')
  })

  it('is refused beside what it does not go with', async () => {
    const own = await cursorOf('', byFew)
    for (const query of [
      `?before=${own}&sort=outcome`,
      `?before=${own}&sort=-startedAt`,
      `?before=${own}&page=2`,
      `?before=${own}&updatedSince=2026-01-01`,
      `?before[]=${own}`,
      `?before=${own}&where[startedAt][exists]=true`,
    ]) {
      expect([query, (await list(query, byFew)).status]).toEqual([query, 400])
    }
  })

  it('never widens what may be read', async () => {
    const own = await cursorOf('', byFew)
    const theirs = await list(`?before=${own}&where[client][equals]=${many.id}`, byFew)
    expect(theirs).toMatchObject({ docs: [], status: 200 })
    expect((await list(`?before=${own}`, {})).status).toBeGreaterThanOrEqual(400)
    const hidden = await list(`?before=${own}&where[cost][exists]=true`, byFew)
    expect(hidden.status).toBe(400)
  })
})
