import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catchUp } from '../../../src/search/catchUp'
import { indexNext } from '../../../src/search/indexCalls'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Doc = { id: string; vapiCallId: string }
type List = {
  docs: Doc[]
  errors?: { message: string }[]
  hasNextPage: boolean
  nextCursor: null | string
  totalDocs: number
  totalDocsEstimated: boolean
}

let desk: TestDesk
let one: Awaited<ReturnType<typeof makeClient>>
let other: Awaited<ReturnType<typeof makeClient>>
let byOne: Headers
let byOther: Headers
let byRoot: Headers
let byStaff: Headers
let byBlind: Headers

const list = async (query: Record<string, string>, headers: Headers = byOne) => {
  const url = `${desk.url}/api/call-summaries?${new URLSearchParams({ limit: '50', ...query })}`
  const { body, status } = await asJSON<List>({ headers, url })
  return { ...body, status }
}

const found = async (search: string, headers: Headers = byOne, more = {}) => {
  const { docs, status } = await list({ search, ...more }, headers)
  expect(status).toBe(200)
  return docs.map(({ vapiCallId }) => vapiCallId)
}

const foundByGraph = async (search: string, headers: Headers = byOne) => {
  const query = `query ($search: String) {
    list: CallSummaries(search: $search, limit: 50) { totalDocs docs { vapiCallId } }
    count: countCallSummaries(search: $search) { totalDocs } }`
  const { body } = await graphQL<{ count: List; list: List }>({
    headers,
    query,
    url: desk.url,
    variables: { search },
  })
  expect(body.errors).toBeUndefined()
  expect(body.data?.count.totalDocs).toBe(body.data?.list.totalDocs)
  return body.data?.list.docs.map(({ vapiCallId }) => vapiCallId)
}

type Call = Partial<
  Record<
    | 'customerName'
    | 'customerPhone'
    | 'outcome'
    | 'reportedAt'
    | 'serviceName'
    | 'startedAt'
    | 'summary'
    | 'transcript'
    | 'vapiAssistantId',
    string
  >
>

const CALLS: Record<string, Call> = {
  arabic: { summary: 'حجزت موعدًا', transcript: 'مَرْحَبًا بكم' },
  chinese: { customerName: '山田太郎', transcript: '您好，我想预约明天下午的理发。' },
  german: {
    customerName: 'Jürgen Müller-Lüdenscheidt',
    customerPhone: '+4915112345678',
    outcome: 'callback_requested',
    summary: 'Möchte Strähnchen, Größe M.',
  },
  plain: {
    customerName: 'Bob O’Neill',
    customerPhone: '+12025550146',
    serviceName: 'Creme brulee course',
    summary: 'Asks for 100% cotton_towels and a "refund".',
    transcript: 'AI: Hello!\nUser: I would like a haircut at 10:30, please.',
  },
  russian: { summary: 'Позвонила Алёна, хочет подстричься' },
  thai: { summary: 'ลูกค้าต้องการนัดหมาย' },
}

const addCalls = async (client: string, calls: Record<string, Call>) => {
  for (const [vapiCallId, call] of Object.entries(calls)) {
    await desk.payload.create({
      collection: 'call-summaries',
      data: { client, vapiCallId, ...call },
      overrideAccess: true,
    })
  }
}

// A search has calls indexed meanwhile, and one at a time may do that.
const index = async () => {
  while (!(await catchUp({ pool: desk.payload.db.pool }))) await sleep(20)
}

const MANY = 1_500

beforeAll(async () => {
  desk = await createTestDesk()
  byRoot = await desk.login(await makeSuperuser(desk.payload))
  one = await makeClient(desk.payload)
  other = await makeClient(desk.payload)
  byOne = await desk.login(one)
  byOther = await desk.login(other)
  byStaff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
  byBlind = await desk.login(await makeStaff(desk.payload, ['users.view']))
  await addCalls(one.id, CALLS)
  await addCalls(other.id, {
    secret: {
      customerName: 'Jürgen Geheim',
      summary: 'Top secret appointment',
      vapiAssistantId: 'hiddenassistant',
    },
  })
  // A year's, everybody's in between.
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, outcome, summary, reported_at, started_at)
     select gen_random_uuid(), $1, 'many-' || lpad(n::text, 4, '0'),
       case when n % 3 = 0 then 'booked' else 'question' end,
       'common words' || case when n % 500 = 0 then ' rareword' when n = 1 then ' earliest' else '' end,
       '2025-01-01'::timestamptz + n * interval '5 hours',
       case when n % 7 > 0 then '2025-01-01'::timestamptz + n * interval '5 hours' end
     from generate_series(1, $2::int) n`,
    [one.id, MANY],
  )
  await index()
  // As autovacuum does within a minute: without statistics the planner takes the tables for empty.
  await desk.sql.query('analyze call_summaries, call_search')
}, 60_000)

afterAll(() => desk.stop())

describe('a search finds', () => {
  it.each([
    ['accents that were left out', 'muller', 'german'],
    ['accents that were not there', 'crème brûlée', 'plain'],
    ['ß and ss', 'grosse', 'german'],
    ['other cases', 'MÜLLER', 'german'],
    ['the beginning of a last word', 'hairc', 'plain'],
    ['all of the words, wherever they are', 'bob haircut', 'plain'],
    ['a part of a name', 'denschei', 'german'],
    ['a part of a name before other words', 'denschei strähn', 'german'],
    ['a part of a phone number', '1234567', 'german'],
    ['a phone number with spaces', '+49 151 1234', 'german'],
    ['a phone number with its national zero', '0151-123', 'german'],
    ['numbers that were said', '10:30', 'plain'],
    ['outcomes', 'callback', 'german'],
    ['Chinese, without spaces', '预约', 'chinese'],
    ['Chinese, one character', '理', 'chinese'],
    ['a part of a Japanese name', '太郎', 'chinese'],
    ['Russian', 'аленА', 'russian'],
    ['Arabic without its points', 'مرحبا', 'arabic'],
    ['Thai in the middle of a sentence', 'ต้องการ', 'thai'],
  ])('%s', async (_, search, call) => {
    expect(await found(search)).toEqual([call])
    expect(await foundByGraph(search)).toEqual([call])
    expect(await found(search, byStaff)).toEqual([call])
  })

  it.each(['haircuts', 'haircut perm', 'aircut', 'ask haircut', '预理', '99999', 'brulee x'])(
    'nothing for %s',
    async (search) => {
      expect(await found(search)).toEqual([])
    },
  )
})

describe('whatever is typed', () => {
  it.each([
    '%',
    '_',
    '\\',
    "'",
    '"',
    '!&|()<->:*',
    '\u0000',
    '😀',
    '؟،',
    "'; drop table call_search; --",
    '#~@',
  ])('is no more than text: %j', async (search) => {
    expect(await found(search)).toEqual([])
    expect(await foundByGraph(search)).toEqual([])
  })

  it('finds in spite of what surrounds it', async () => {
    for (const search of ['%haircut%', "'haircut':*", '(haircut | x', '\u202Ehaircut\u0000 😀']) {
      expect([search, await found(search)]).toEqual([search, search.includes('x') ? [] : ['plain']])
    }
    expect(await found('100% cotton_towels')).toEqual(['plain'])
  })

  it('may be long', async () => {
    expect(await found('haircut '.repeat(1_000).trim())).toEqual(['plain'])
    expect(await found('x'.repeat(3_000))).toEqual([])
    expect(await foundByGraph('x'.repeat(100_000))).toEqual([])
  })

  it('is no search when it is empty, and refused when it is no text', async () => {
    expect((await list({ search: ' ' })).totalDocs).toBe(MANY + Object.keys(CALLS).length)
    expect((await list({ 'search[]': 'x' })).status).toBe(400)
    expect((await list({ 'where[search][equals]': 'x' })).status).toBe(400)
    expect((await list({ 'where[search]': 'x' })).status).toBe(400)
  })
})

describe('a search shows', () => {
  it('a client nothing of another one, however it asks', async () => {
    for (const search of ['secret', 'geheim', 'jürgen geheim', 'top secret appointment']) {
      expect(await found(search)).toEqual([])
      expect(await foundByGraph(search)).toEqual([])
      expect(await found(search, byOther)).toEqual(['secret'])
    }
    expect((await list({ 'where[or][0][search][like]': 'secret' })).docs).toEqual([])
    expect((await list({ 'where[client][equals]': other.id, search: 'secret' })).docs).toEqual([])
    const byEmail = { 'where[client.email][equals]': other.email, search: 'secret' }
    expect((await list(byEmail)).docs).toEqual([])
  })

  it('nobody what is hidden from clients', async () => {
    for (const headers of [byOne, byOther, byStaff])
      expect(await found('hiddenassistant', headers)).toEqual([])
  })

  it('nothing to those who may not see calls', async () => {
    for (const headers of [{}, byBlind]) {
      const { docs, status } = await list({ search: 'secret' }, headers)
      expect([status, docs]).toEqual([403, undefined])
      const query = '{ CallSummaries(search: "secret") { totalDocs } }'
      const { body } = await graphQL({ headers, query, url: desk.url })
      expect(body.errors).toHaveLength(1)
    }
  })

  it('staff those of all, or of one', async () => {
    expect((await found('jürgen', byStaff)).sort()).toEqual(['german', 'secret'])
    const ofOther = { 'where[client][equals]': other.id }
    expect(await found('jürgen', byStaff, ofOther)).toEqual(['secret'])
    const byEmail = { 'where[client.email][equals]': other.email }
    expect(await found('jürgen', byRoot, byEmail)).toEqual(['secret'])
  })
})

describe('what is found', () => {
  const newestFirst = (calls: readonly string[]) => [...calls].sort().reverse()

  it('comes newest first, also rare words of long ago', async () => {
    expect(await found('rareword')).toEqual(['many-1500', 'many-1000', 'many-0500'])
    expect(await found('earliest')).toEqual(['many-0001'])
    const beyond = await list({ limit: '2', page: '3', search: 'rareword' })
    expect(beyond).toMatchObject({ docs: [], hasNextPage: false, totalDocs: 3 })
    const common = await found('common')
    expect(common).toHaveLength(50)
    expect(common).toEqual(newestFirst(common))
    expect(common[0]).toBe('many-1500')
  })

  it('goes together with other filters', async () => {
    const booked = await found('common', byOne, { 'where[outcome][equals]': 'booked' })
    expect(booked).toHaveLength(50)
    for (const call of booked) expect(Number(call.slice(-4)) % 3).toBe(0)
    const early = { 'where[reportedAt][less_than]': '2025-01-03T00:00:00Z' }
    expect(await found('common', byOne, early)).toEqual(
      newestFirst(Array.from({ length: 9 }, (_, n) => `many-000${n + 1}`)),
    )
    const late = { 'where[startedAt][greater_than]': '2025-11-09T00:00:00Z' }
    expect(await found('common', byOne, late)).toEqual(['many-1500', 'many-1499'])
    const phone = { 'where[customerPhone][equals]': '+4915112345678' }
    expect(await found('strähnchen', byOne, phone)).toEqual(['german'])
    expect(await found('haircut', byOne, phone)).toEqual([])
    const ended = { 'where[endedGroup][in]': 'no_answer,unknown' }
    expect(await found('haircut', byOne, ended)).toEqual(['plain'])
    const selected = await list({ search: 'hairc', 'select[outcome]': 'true' })
    expect(selected.docs).toEqual([{ id: expect.any(String), outcome: null }])
  })

  it('is exported as a whole, each call once, the newest first', async () => {
    const url = `${desk.url}/api/call-summaries/export?format=ndjson&search=common`
    const lines = (await (await fetch(url, { headers: byOne })).text()).trim().split('\n')
    const calls = lines.map((line): Doc => JSON.parse(line))
    expect(new Set(calls.map(({ id }) => id)).size).toBe(MANY)
    expect(calls).toHaveLength(MANY)
    for (const { vapiCallId } of calls.slice(0, 1_000)) {
      expect(Number(vapiCallId.slice(-4))).toBeGreaterThan(MANY - 1_000)
    }
  })

  it('is refused in any other order, and where the index cannot find it', async () => {
    const nested = { 'where[or][0][search][like]': 'common', 'where[or][1][id][exists]': 'true' }
    const refused: Record<string, string>[] = [
      { search: 'common', sort: 'reportedAt' },
      { search: 'common', sort: '-startedAt' },
      { search: 'common', sort: '-reportedAt,customerName' },
      { sort: 'price', 'where[search][like]': 'common' },
      { page: '1001', search: 'common' },
      { search: 'common', 'where[search][like]': 'rareword' },
      nested,
    ]
    for (const query of refused) {
      for (const headers of [byOne, byRoot]) {
        const { errors, status } = await list({ ...query, limit: '10' }, headers)
        expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining('search')])
      }
    }
    const count = `${desk.url}/api/call-summaries/count?${new URLSearchParams(nested)}`
    expect((await asJSON({ headers: byOne, url: count })).status).toBe(400)
    const exported = new URLSearchParams({ ...nested, format: 'csv' })
    const url = `${desk.url}/api/call-summaries/export?${exported}`
    expect((await asJSON({ headers: byOne, url })).status).toBe(400)
    for (const args of ['search: "common", sort: "price"', 'search: "common", page: 2000']) {
      const query = `{ CallSummaries(${args}) { docs { id } } }`
      const { body } = await graphQL({ headers: byOne, query, url: desk.url })
      expect(body.errors?.[0]?.message).toContain('search')
    }
  })

  it('is found by its start also when it was reported much later, or earlier', async () => {
    await addCalls(one.id, {
      future: { reportedAt: '2025-05-01T00:00:00Z', startedAt: '2031-01-01T00:00:00Z' },
      late: { reportedAt: '2025-09-01T00:00:00Z', startedAt: '2025-02-01T00:00:00Z' },
      usual: { reportedAt: '2025-02-01T00:05:00Z', startedAt: '2025-02-01T00:00:00Z' },
    })
    await desk.sql.query(
      `update call_summaries set customer_name = 'oddstart' where vapi_call_id in ('future', 'late', 'usual')`,
    )
    await index()
    const between = async (from: string, to: string) =>
      found('oddstart', byOne, {
        'where[and][0][startedAt][greater_than]': from,
        'where[and][1][startedAt][less_than]': to,
      })
    expect(await between('2025-01-31', '2025-02-02')).toEqual(['late', 'usual'])
    expect(await between('2030-12-01', '2031-02-02')).toEqual(['future'])
    expect(await found('oddstart', byOne, { 'where[startedAt][less_than]': '2026-01-01' })).toEqual(
      ['late', 'usual'],
    )
    expect(await between('2025-03-01', '2025-04-01')).toEqual([])
  })

  it('is counted up to 200, and says when there is more', async () => {
    expect(await list({ search: 'rareword' })).toMatchObject({
      hasNextPage: false,
      nextCursor: null,
      totalDocs: 3,
      totalDocsEstimated: false,
    })
    const common = await list({ search: 'common' })
    expect(common).toMatchObject({ hasNextPage: true, totalDocsEstimated: true })
    expect(common.totalDocs).toBeGreaterThan(MANY / 2)
    expect(common.totalDocs).toBeLessThan(MANY * 2)
    const count = async (query: string) =>
      (await asJSON({ headers: byOne, url: `${desk.url}/api/call-summaries/count?${query}` })).body
    expect(await count('search=common')).toEqual({
      totalDocs: common.totalDocs,
      totalDocsEstimated: true,
    })
    expect(await count('search=rareword')).toMatchObject({ totalDocs: 3 })
    const early = 'search=common&where[reportedAt][less_than]=2025-02-01'
    expect(await count(early)).toEqual({ totalDocs: 148, totalDocsEstimated: false })
  })

  it('is estimated without promising pages of calls that went meanwhile', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, summary, reported_at)
       select gen_random_uuid(), $1, 'passing-' || n, 'passing', now() - n * interval '1 day'
       from generate_series(1, 230) n`,
      [client.id],
    )
    await index()
    const page = (number: number) =>
      list({ limit: '10', page: String(number), search: 'passing' }, headers)
    const pages = [await page(1), await page(2)]
    for (const each of pages) {
      expect(each).toMatchObject({ hasNextPage: true, totalDocsEstimated: true })
      expect(each.totalDocs).toBe(pages[0]?.totalDocs)
    }
    const calls = pages.flatMap(({ docs }) => docs.map(({ vapiCallId }) => vapiCallId))
    expect(calls).toEqual(Array.from({ length: 20 }, (_, n) => `passing-${n + 1}`))
    await desk.sql.query(
      `delete from call_summaries where client_id = $1
         and substring(vapi_call_id from 9)::int > 15`,
      [client.id],
    )
    expect((await page(1)).hasNextPage).toBe(true)
    const exact = { hasNextPage: false, totalDocs: 15, totalDocsEstimated: false }
    expect(await page(2)).toMatchObject(exact)
    expect(await page(3)).toMatchObject({ ...exact, docs: [] })
  })

  it('has pages to the end, by number and by cursor', async () => {
    const pages: string[] = []
    for (let page = 1; page <= 15; page += 1) {
      const { docs, hasNextPage } = await list({
        limit: '100',
        page: String(page),
        search: 'common',
      })
      pages.push(...docs.map(({ vapiCallId }) => vapiCallId))
      expect(hasNextPage).toBe(page < 15)
    }
    expect(pages).toHaveLength(MANY)
    expect(pages).toEqual(newestFirst(pages))
    const walked: string[] = []
    let cursor: null | string = ''
    while (cursor !== null) {
      const { docs, nextCursor }: List = await list({
        limit: '90',
        search: 'common',
        ...(cursor === '' ? {} : { before: cursor }),
      })
      walked.push(...docs.map(({ vapiCallId }) => vapiCallId))
      cursor = nextCursor
    }
    expect(walked).toEqual(pages)
  })

  it('is exported alike', async () => {
    const box = new URLSearchParams({ format: 'ndjson', search: 'common' })
    const url = `${desk.url}/api/call-summaries/export?${box}`
    const text = await (await fetch(url, { headers: byOne })).text()
    expect(text.trim().split('\n')).toHaveLength(MANY)
    expect(await (await fetch(url, { headers: byOther })).text()).toBe('')
  })

  it('can be asked for among changes', async () => {
    const { docs } = await list({ limit: '100', search: 'hairc', updatedSince: '2020-01-01' })
    expect(docs.map(({ vapiCallId }) => vapiCallId)).toEqual(['plain'])
  })
})

describe('the index', () => {
  it('follows edits, new calls and deletions', async () => {
    await addCalls(one.id, { later: { summary: 'firstversion' } })
    await index()
    expect(await found('firstversion')).toEqual(['later'])
    const [doc] = (await list({ search: 'firstversion' })).docs
    const url = `${desk.url}/api/call-summaries/${doc?.id}`
    const body = { summary: 'secondversion' }
    expect((await asJSON({ body, headers: byRoot, method: 'PATCH', url })).status).toBe(200)
    await index()
    expect(await found('firstversion')).toEqual([])
    expect(await found('secondversion')).toEqual(['later'])
    expect((await asJSON({ headers: byRoot, method: 'DELETE', url })).status).toBe(200)
    expect(await found('secondversion')).toEqual([])
    const { rows } = await desk.sql.query('select from call_search where call_id = $1', [doc?.id])
    expect(rows).toHaveLength(0)
  })

  it('misses none while calls come, and a transaction is late', async () => {
    const late = await desk.sql.connect()
    const insert = `insert into call_summaries (id, client_id, vapi_call_id, summary, reported_at)
      values (gen_random_uuid(), $1, $2, 'racingword', now())`
    try {
      await late.query('begin')
      await late.query(insert, [other.id, 'late'])
      const add = async () => {
        for (let n = 0; n < 50; n += 1) await desk.sql.query(insert, [other.id, `racing-${n}`])
      }
      const adding = add()
      for (let n = 0; n < 10; n += 1) await indexNext({ pool: desk.payload.db.pool, rows: 7 })
      await adding
      await index()
      await late.query('commit')
    } finally {
      late.release()
    }
    await index()
    expect((await list({ search: 'racingword' }, byOther)).totalDocs).toBe(51)
  })

  it('is brought up to date by searches, where no timer does it', async () => {
    await index()
    await addCalls(one.id, { meanwhile: { summary: 'meanwhileword' } })
    await expect.poll(() => found('meanwhileword')).toEqual(['meanwhile'])
  })

  it('starts from the beginning after the database was restored, those of before included', async () => {
    await desk.sql.query('truncate call_search')
    await desk.sql.query('update call_summaries_feed set id = gen_random_uuid()')
    await index()
    expect(await found('rareword')).toHaveLength(3)
    const { rows } = await desk.sql.query('select lane from call_search_progress')
    expect(rows).toEqual([{ lane: 'new' }])
  })

  it('takes the search box of the admin, for bulk actions too', async () => {
    await addCalls(one.id, { first: { summary: 'bulkword' }, second: { customerName: 'bulkword' } })
    await index()
    const fields = desk.payload.collections['call-summaries'].config.admin.listSearchableFields
    const box = Object.fromEntries(
      (fields ?? []).map((field, n) => [`where[and][0][or][${n}][${field}][like]`, 'bulkw']),
    )
    expect((await list(box, byStaff)).totalDocs).toBe(2)
    const url = `${desk.url}/api/call-summaries?${new URLSearchParams(box)}`
    const { body } = await asJSON<List>({ headers: byRoot, method: 'DELETE', url })
    expect(body.docs).toHaveLength(2)
    expect((await list(box, byStaff)).totalDocs).toBe(0)
  })
})
