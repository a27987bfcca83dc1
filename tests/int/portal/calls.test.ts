import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CallView } from '../../../src/portal/call/CallView'
import { readCallPage } from '../../../src/portal/call/readCallPage'
import { readAddress } from '../../../src/portal/calls/address'
import { CallsView } from '../../../src/portal/calls/CallsView'
import { forgetToDoCount, readListChips } from '../../../src/portal/calls/chips'
import { clockOf, type ListedCall } from '../../../src/portal/calls/listedCall'
import { comparePlaces, type Place } from '../../../src/portal/calls/place'
import { readCallsPage, readFilters } from '../../../src/portal/calls/readCallsPage'
import { readPortalList } from '../../../src/portal/calls/readList'
import { readNeighbours } from '../../../src/portal/calls/readNeighbours'
import { formState } from '../../../src/portal/forms/formState'
import { catchUp } from '../../../src/search/catchUp'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { portalOf } from '../../helpers/portalOf'

const NOW = Date.parse('2026-11-29T12:00:00Z')
const MINUTE = 60_000
const PHONE = '+493012345678'

let desk: TestDesk
let client: { email: string; id: string }
let other: { email: string; id: string }
let empty: { id: string }

const at = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE).toISOString()

type Row = Record<string, boolean | null | number | object | string>

const quoted = (name: string) => `"${name}"`

/** Stores a call past Payload. @returns its id */
const addCall = async (clientID: string, row: Row = {}): Promise<string> => {
  const id = crypto.randomUUID()
  const values: Row = { client_id: clientID, id, vapi_call_id: id, ...row }
  const names = Object.keys(values)
  await desk.sql.query(
    `insert into call_summaries (${names.map(quoted).join(', ')})
     values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(values).map((value) =>
      value !== null && typeof value === 'object' ? JSON.stringify(value) : value,
    ),
  )
  return id
}

/** Every page of the list at an address, in order. */
const walk = async (query: Record<string, string>, { id } = client) => {
  const portal = await portalOf(desk.payload, { id })
  const { filters } = await readFilters(portal, readAddress(query), { fields: [] })
  const pages: ListedCall[][] = []
  let before: null | Place = null
  do {
    const page: Awaited<ReturnType<typeof readPortalList>> = await readPortalList({
      before,
      filters,
      req: portal.req,
    })
    pages.push(page.calls)
    before = page.next
  } while (before && pages.length < 50)
  return pages
}

const idsOf = (calls: readonly { id: string }[]) => calls.map(({ id }) => id)

/** A client with these calls. @returns the client, and the ids of the calls in the same order */
const clientWith = async (rows: readonly Row[]) => {
  const made = await makeClient(desk.payload, { phone: '+493011111111', timezone: 'Europe/Berlin' })
  const ids: string[] = []
  for (const row of rows) ids.push(await addCall(made.id, row))
  return { ...made, ids }
}

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { phone: '+493011111111', timezone: 'Europe/Berlin' })
  other = await makeClient(desk.payload)
  empty = await makeClient(desk.payload)
  await addCall(other.id, { customer_phone: PHONE, reported_at: at(30), started_at: at(31) })
  await addCall(client.id, { is_test: true, reported_at: at(1), started_at: at(1) })
  for (let index = 0; index < 70; index += 1) {
    const isUnstarted = index % 5 === 0
    await addCall(client.id, {
      ended_group: index % 7 === 0 ? 'no_answer' : 'completed',
      outcome: index % 4 === 0 ? (index % 8 === 0 ? 'Booked' : 'booked ') : null,
      // Each third one was reported late, and some at the same instant.
      reported_at: index % 35 === 34 ? null : at(index % 3 === 0 ? index * 3 - 400 : index * 60),
      started_at: isUnstarted || index % 35 === 34 ? null : at(Math.floor(index / 2) * 120),
    })
  }
})
afterAll(() => desk.stop())

describe('the list', () => {
  it('has each call once, in the order of the clock that its headings have', async () => {
    const pages = await walk({})
    const calls = pages.flat()
    expect(pages.map(({ length }) => length)).toEqual([25, 25, 20])
    expect(new Set(idsOf(calls)).size).toBe(70)
    const places = calls.map((call) => ({ id: call.id, time: clockOf(call) }))
    expect(places).toEqual(places.toSorted(comparePlaces))
    expect(places.at(-1)?.time).toBeNull()
    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from call_summaries where client_id = $1 and is_test is not true
       order by coalesce(started_at, reported_at) desc nulls last, id desc`,
      [client.id],
    )
    expect(idsOf(calls)).toEqual(idsOf(rows))
  })

  it('has no call of others, and no test calls', async () => {
    expect((await walk({}, other)).flat()).toHaveLength(1)
    expect((await walk({}, { ...client, id: empty.id })).flat()).toEqual([])
  })

  it('says exactly whether more follows', async () => {
    const full = await clientWith(Array.from({ length: 25 }, () => ({ started_at: at(5) })))
    expect(await walk({}, full)).toHaveLength(1)
    await addCall(full.id)
    const pages = await walk({}, full)
    expect(pages.map(({ length }) => length)).toEqual([25, 1])
  })

  it('has missed calls, those with an outcome in any spelling, and those of days', async () => {
    const missed = (await walk({ show: 'missed' })).flat()
    expect(missed).toHaveLength(10)
    expect(missed.every(({ endedGroup }) => endedGroup === 'no_answer')).toBe(true)
    const booked = (await walk({ outcome: 'Booked' })).flat().map(({ outcome }) => outcome)
    expect(new Set(booked)).toEqual(new Set(['Booked', 'booked ']))
    const day = (await walk({ from: '2026-11-28', to: '2026-11-28' })).flat()
    expect(day.length).toBeGreaterThan(5)
    for (const call of day) {
      const clock = clockOf(call) ?? ''
      // The 28th in Berlin.
      expect(clock >= '2026-11-27T23:00:00.000Z' && clock < '2026-11-28T23:00:00.000Z').toBe(true)
    }
  })

  it('finds words, in days too, and sorts what it finds on a page by its clock', async () => {
    const found = await clientWith([
      { customer_name: 'Ada Zebra', reported_at: at(10), started_at: at(100) },
      { customer_name: 'Bo Zebra', reported_at: at(20), started_at: at(21) },
      { reported_at: at(30), started_at: null, summary: 'zebra' },
      { reported_at: at(40), started_at: at(40), summary: 'a horse' },
      { customer_name: 'Old Zebra', reported_at: at(9_000), started_at: at(9_001) },
    ])
    while (!(await catchUp({ pool: desk.payload.db.pool }))) await sleep(20)
    const [ada, bo, unstarted, , old] = found.ids
    const names = async (query: Record<string, string>) => idsOf((await walk(query, found)).flat())
    expect(await names({ q: 'zebra' })).toEqual([bo, unstarted, ada, old])
    expect(await names({ from: '2026-11-29', q: 'zebra' })).toEqual([bo, unstarted, ada])
    expect(await names({ q: '§' })).toEqual([])
  })

  it('is one file with the same calls', async () => {
    const headers = await desk.login(client)
    const queries: Record<string, string>[] = [
      {},
      { show: 'missed' },
      { from: '2026-11-28', outcome: 'Booked' },
    ]
    for (const query of queries) {
      const portal = await portalOf(desk.payload, client)
      const { exportPath } = await readCallsPage(portal, readAddress(query))
      const file = await fetch(`${desk.url}${exportPath.replace('=csv', '=ndjson')}`, { headers })
      expect(file.status).toBe(200)
      const lines = (await file.text())
        .replace(/^\ufeff/, '')
        .split('\n')
        .filter(Boolean)
      const ids = lines.map((line) => String(Object(JSON.parse(line)).id))
      expect(ids.sort()).toEqual(idsOf((await walk(query)).flat()).sort())
    }
  })

  it('leads from call to call as it is sorted', async () => {
    const portal = await portalOf(desk.payload, client)
    const queries: Record<string, string>[] = [{}, { show: 'missed' }]
    for (const query of queries) {
      const { filters } = await readFilters(portal, readAddress(query), { fields: [] })
      const calls = (await walk(query)).flat()
      for (const [index, call] of calls.entries()) {
        // A part of them, with both ends.
        if (clockOf(call) === null || (index % 6 !== 0 && index !== calls.length - 1)) continue
        const near = await readNeighbours({ call, filters, req: portal.req })
        expect(near.later).toBe(calls[index - 1]?.id ?? null)
        expect(near.earlier).toBe(calls[index + 1]?.id ?? null)
      }
    }
  })

  it('is a page of days with rows as links, small without scripts', async () => {
    const portal = await portalOf(desk.payload, client)
    const address = readAddress({ outcome: 'Booked' })
    const data = await readCallsPage(portal, address)
    const page = renderToStaticMarkup(createElement(CallsView, { address, data, portal }))
    const rows = Array.from(page.matchAll(/href="\/calls\/([\da-f-]{36})\?outcome=Booked"/g))
    expect(rows.map(([, id]) => id)).toEqual(idsOf(data.calls))
    expect(page).toContain('aria-current="true"')
    expect(page).not.toContain(' style=')
    const all = readAddress({})
    const whole = renderToStaticMarkup(
      createElement(CallsView, { address: all, data: await readCallsPage(portal, all), portal }),
    )
    expect(gzipSync(whole).byteLength).toBeLessThan(15_000)
  })

  it('says that an empty account has no calls yet, and that no calls match', async () => {
    const portal = await portalOf(desk.payload, empty)
    const pageAt = async (query: Record<string, string>) => {
      const address = readAddress(query)
      const data = await readCallsPage(portal, address)
      return renderToStaticMarkup(createElement(CallsView, { address, data, portal }))
    }
    expect(await pageAt({})).toContain('No calls yet')
    expect(await pageAt({})).not.toContain('call-summaries/export')
    expect(await pageAt({ q: 'ada' })).toContain('No calls match.')
  })
})

describe('the chips', () => {
  it('are the client’s own frequent outcomes of 30 days, with every spelling, and what is to do', async () => {
    const now = new Date().toISOString()
    const old = new Date(Date.now() - 40 * 24 * 60 * MINUTE).toISOString()
    const made = await clientWith([
      { outcome: 'Callback', reported_at: now },
      { outcome: 'Booked', reported_at: now },
      { outcome: 'Booked', follow_up: 'open', reported_at: now },
      { outcome: 'BOOKED ', reported_at: now },
      { outcome: 'Long ago', reported_at: old },
      { outcome: 'x'.repeat(90), reported_at: now },
      { outcome: 'Of a test', is_test: true, follow_up: 'open', reported_at: now },
    ])
    await addCall(other.id, { outcome: 'Of another', follow_up: 'open', reported_at: now })
    const { req, zone } = await portalOf(desk.payload, made)
    const chips = await readListChips({ clientID: made.id, req, zone })
    expect(chips.outcomes.map(({ outcome }) => outcome)).toEqual(['Booked', 'Callback'])
    expect([...(chips.outcomes[0]?.spellings ?? [])].sort()).toEqual(['BOOKED ', 'Booked'])
    expect(chips.toDo).toBe(1)
    // Kept until the client changes something itself.
    await addCall(made.id, { follow_up: 'open', reported_at: now })
    expect((await readListChips({ clientID: made.id, req, zone })).toDo).toBe(1)
    forgetToDoCount(made.id)
    expect((await readListChips({ clientID: made.id, req, zone })).toDo).toBe(2)
  })
})

describe('a call', () => {
  const read = async (id: string, of = client) => {
    const portal = await portalOf(desk.payload, of)
    return readCallPage(portal, { address: readAddress({}), id, isWhole: false })
  }

  const pageOf = async (id: string, of: { email: string; id: string }, query = {}) => {
    const portal = await portalOf(desk.payload, of)
    const address = readAddress(query)
    const data = await readCallPage(portal, { address, id, isWhole: false })
    if (!data) throw new Error('Not found')
    const forms = {
      feedback: formState(null, portal.texts),
      followUp: formState(null, portal.texts),
    }
    return renderToStaticMarkup(
      createElement(CallView, { address, data, done: undefined, forms, isWhole: false, portal }),
    )
  }

  it('is not found if it is another’s, a test, none, or no id', async () => {
    const [foreign] = (await walk({}, other)).flat()
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from call_summaries where client_id = $1 and is_test',
      [client.id],
    )
    for (const id of [foreign?.id, rows[0]?.id, crypto.randomUUID(), 'x', '', '../calls']) {
      expect(await read(id ?? '')).toBeNull()
    }
  })

  it('shows what is known, with words for people and no raw data', async () => {
    const made = await clientWith([
      {
        currency: 'EUR',
        customer_name: 'سارة Ahmed <script>alert(1)</script>',
        customer_phone: PHONE,
        customer_phone_source: 'told',
        ended_group: 'transfer_failed',
        has_recording: true,
        messages: [
          { at: 0, role: 'assistant', text: 'Hello, how can I help?' },
          { at: 65, role: 'user', text: 'أريد موعدا' },
        ],
        outcome: 'Callback',
        price: 45,
        reported_at: at(5),
        started_at: at(7),
        structured_data: { isNewCustomer: true, preferredDay: { day: 'Friday' } },
        summary: 'Wants a haircut.',
        transcript: 'not shown beside turns',
      },
    ])
    const page = await pageOf(made.ids[0] ?? '', made)
    expect(page).toContain('href="tel:+493012345678"')
    expect(page).toContain('030 12345678')
    expect(page).toContain('told in the call')
    expect(page).toContain('سارة Ahmed &lt;script&gt;')
    expect(page).toContain('Is new customer')
    expect(page).toContain('Preferred day › Day')
    expect(page).toContain('Transfer failed')
    expect(page).toContain('1:05')
    expect(page).toContain('€45.00')
    expect(page).not.toContain('{"')
    expect(page).not.toContain('not shown beside turns')
    expect(page).not.toContain(' style=')
  })

  it('is short and whole with nothing known, and bounded with too much', async () => {
    const long = 'word '.repeat(60_000)
    const made = await clientWith([
      { reported_at: at(5) },
      {
        customer_name: 'N'.repeat(3_000),
        messages: Array.from({ length: 4_000 }, (_, n) => ({
          at: n,
          role: 'user',
          text: `turn ${n} ${'x'.repeat(500)}`,
        })),
        reported_at: at(6),
        structured_data: Object.fromEntries(
          Array.from({ length: 900 }, (_, n) => [`f${n}`, long.slice(0, 5_000)]),
        ),
      },
      { reported_at: at(7), transcript: long },
    ])
    const [bare = '', huge = '', text = ''] = made.ids
    const barePage = await pageOf(bare, made)
    expect(barePage).toContain('Unknown caller')
    expect(barePage).toContain('There is no summary of this call.')
    expect(barePage).toContain('There is no record of what was said.')
    const hugePage = await pageOf(huge, made, { show: 'missed' })
    expect(hugePage.length).toBeLessThan(200_000)
    expect(hugePage).toContain(`href="/calls/${huge}?show=missed&amp;all=1#conversation"`)
    const textPage = await pageOf(text, made)
    expect(textPage.length).toBeLessThan(60_000)
    expect(textPage).toContain('all=1#conversation')
  })

  it('shows earlier and later calls of its number, of this client alone', async () => {
    const rows = Array.from({ length: 14 }, (_, index) => ({
      customer_phone: PHONE,
      reported_at: at(100 + index),
      started_at: at(101 + index),
    }))
    const made = await clientWith([
      ...rows,
      { customer_phone: '+493099999999', reported_at: at(90) },
    ])
    const data = await read(made.ids[7] ?? '', made)
    expect(idsOf(data?.sameNumber ?? [])).toEqual([
      ...made.ids.slice(2, 7),
      ...made.ids.slice(8, 13),
    ])
    expect((await read(made.ids[14] ?? '', made))?.sameNumber).toEqual([])
  })
})
