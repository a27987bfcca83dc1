import { describe, expect, it } from 'vitest'
import {
  callPath,
  type ListAddress,
  listPath,
  readAddress,
  readDay,
} from '../../../src/portal/calls/address'
import { keepPerClient, spellingsOf } from '../../../src/portal/calls/chips'
import { exportPath, filtersOf, streamsOf } from '../../../src/portal/calls/filters'
import { listChips } from '../../../src/portal/calls/listChips'
import { mergeStreams } from '../../../src/portal/calls/mergeStreams'
import { comparePlaces, type Place, readPlace, writePlace } from '../../../src/portal/calls/place'
import { createPollLimit } from '../../../src/readLimit/pollLimit'
import { textsFor } from '../../../src/translations/texts'
import type { Outcome, OwnField } from '../../../src/vapi/mapping/mapping'

const ID = '0196b7a0-1111-7222-8333-444455556666'
const NOTHING: ListAddress = {
  before: null,
  fields: {},
  from: null,
  search: '',
  shown: { kind: 'all' },
  to: null,
}
const texts = textsFor({ country: 'GB', language: 'en' })

const queryOf = (path: string) =>
  Object.fromEntries(new URL(path, 'http://desk.test').searchParams.entries())

describe('the address of the list', () => {
  it.each<[string, ListAddress]>([
    ['/calls', NOTHING],
    ['/calls?show=missed', { ...NOTHING, shown: { kind: 'missed' } }],
    ['/calls?show=to-do&q=ada', { ...NOTHING, search: 'ada', shown: { kind: 'toDo' } }],
    [
      '/calls?outcome=Booked+%26+paid',
      { ...NOTHING, shown: { kind: 'outcome', outcome: 'Booked & paid' } },
    ],
    [
      `/calls?from=2026-11-01&to=2026-11-30&before=2026-11-20T10%3A00%3A00.000Z_${ID}`,
      {
        ...NOTHING,
        before: { id: ID, time: '2026-11-20T10:00:00.000Z' },
        from: '2026-11-01',
        to: '2026-11-30',
      },
    ],
    [
      '/calls?field.isNew=true&field.treatment=hair',
      { ...NOTHING, fields: { isNew: 'true', treatment: 'hair' } },
    ],
  ])('%s is read and written alike', (path, address) => {
    expect(readAddress(queryOf(path))).toEqual(address)
    expect(listPath(address)).toBe(path)
  })

  it('leaves out what it does not understand', () => {
    const query = { before: 'x', from: '2026-02-30', outcome: ' ', q: '  ', show: 'x', to: '1' }
    expect(readAddress(query)).toEqual(NOTHING)
    const fields = { 'field.': 'x', 'field.A': 'x', 'field.a.b': 'x', 'field.ok': '' }
    expect(readAddress({ ...fields, 'field.long': 'x'.repeat(61) })).toEqual(NOTHING)
    expect(readAddress({ before: [`_${ID}`, 'x'], q: ['ada', 'x'] })).toEqual({
      ...NOTHING,
      before: { id: ID, time: null },
      search: 'ada',
    })
  })

  it('is bounded, and has nothing that cannot be stored', () => {
    const { search } = readAddress({ q: `a\u0000b\ud800${'x'.repeat(5_000)}` })
    expect(search).toHaveLength(200)
    expect(search.startsWith('ab\ufffdx')).toBe(true)
  })

  it('reads days in the order in which they come', () => {
    const { from, to } = readAddress({ from: '2026-12-24', to: '2026-12-01' })
    expect([from, to]).toEqual(['2026-12-01', '2026-12-24'])
  })

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '9999-01-01', "2026-01-01'"])(
    'takes %s for no day',
    (text) => {
      expect(readDay(text)).toBeNull()
    },
  )

  it('leads on to a call with its filters, and without the page', () => {
    const address = { ...NOTHING, before: { id: ID, time: null }, search: 'ada' }
    expect(callPath(ID, address)).toBe(`/calls/${ID}?q=ada`)
  })
})

describe('a place', () => {
  it('comes back from an address', () => {
    for (const time of [null, '2026-11-29T10:00:00.123Z']) {
      expect(readPlace(writePlace({ id: ID, time }))).toEqual({ id: ID, time })
    }
  })

  it.each(['', '_', ID, `2026-11-29_${ID}`, `2026-11-29T10:00:00Z_${ID}_x`, '_x', `' or 1_${ID}`])(
    'is not %j',
    (text) => {
      expect(readPlace(text)).toBeNull()
    },
  )
})

describe('lists that are merged', () => {
  const placesOf = (count: number): Place[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `id-${String((at * 7919) % 1_000).padStart(4, '0')}`,
      // Many at the same time, and some without one.
      time: at % 11 === 0 ? null : new Date(1_700_000_000_000 + (at % 13) * 1_000).toISOString(),
    }))

  it('are one list in order, page by page, whatever fits into a part', () => {
    const all = placesOf(400).sort(comparePlaces)
    for (const [parts, size, partSize] of [
      [2, 25, 26],
      [3, 10, 4],
      [2, 1, 2],
    ] as const) {
      const streams = Array.from({ length: parts }, (_, part) =>
        all.filter((_place, at) => (at * at) % parts === part),
      )
      const seen: Place[] = []
      for (let pages = 0; pages < 1_000; pages += 1) {
        const last = seen.at(-1)
        const after = streams.map((stream) =>
          stream.filter((place) => !last || comparePlaces(last, place) < 0),
        )
        const page = mergeStreams(
          after.map((rest) => ({
            hasMore: rest.length > partSize,
            rows: rest.slice(0, partSize),
          })),
          { placeOf: (place) => place, size },
        )
        expect(page.rows.length).toBeLessThanOrEqual(size)
        seen.push(...page.rows)
        if (!page.hasMore) break
      }
      expect(seen).toEqual(all)
    }
  })

  it('say exactly whether more follows', () => {
    const rows = placesOf(3).sort(comparePlaces)
    const how = { placeOf: (place: Place) => place, size: 3 }
    expect(mergeStreams([{ hasMore: false, rows }], how).hasMore).toBe(false)
    expect(mergeStreams([{ hasMore: true, rows }], how).hasMore).toBe(true)
    expect(mergeStreams([], how)).toEqual({ hasMore: false, rows: [] })
  })
})

describe('the filters of an address', () => {
  const zone = 'America/New_York'

  it('have the days of the client’s zone, also where clocks change', () => {
    const { range } = filtersOf(
      { ...NOTHING, from: '2026-11-01', to: '2026-11-01' },
      { fields: [], spellings: [], zone },
    )
    // Clocks go back on this day: it has 25 hours.
    expect(range).toEqual({
      greater_than_equal: '2026-11-01T04:00:00.000Z',
      less_than: '2026-11-02T05:00:00.000Z',
    })
  })

  it('choose all spellings of an outcome', () => {
    const chips = { outcomes: [{ outcome: 'Booked', spellings: ['Booked', 'booked '] }], toDo: 0 }
    expect(spellingsOf(' BOOKED', chips)).toEqual(['Booked', 'booked '])
    const shown = { kind: 'outcome', outcome: 'BOOKED' } as const
    const filters = filtersOf(
      { ...NOTHING, shown },
      { fields: [], spellings: spellingsOf('BOOKED', chips), zone },
    )
    expect(filters.conditions).toEqual([{ outcome: { in: ['BOOKED', 'Booked', 'booked '] } }])
  })

  it('sort by when calls began, and a search by their reports, which its index has', () => {
    const of = (address: Partial<ListAddress>) =>
      streamsOf(filtersOf({ ...NOTHING, ...address }, { fields: [], spellings: [], zone })).map(
        ({ field }) => field,
      )
    expect(of({})).toEqual(['startedAt', 'reportedAt'])
    expect(of({ search: 'ada' })).toEqual(['reportedAt'])
    expect(of({ from: '2026-11-01', search: 'ada' })).toEqual(['reportedAt', 'reportedAt'])
  })

  it('choose by own fields that the client has, by values that they can have', () => {
    const field = (type: OwnField['type'], key: string, choices: string[] = []): OwnField => ({
      choices: choices.map((each) => ({ key: each, label: each.toUpperCase(), values: [] })),
      key,
      label: key,
      sources: [],
      type,
    })
    const fields = [
      field('choice', 'treatment', ['nails', 'hair']),
      field('yes_no', 'isNew'),
      field('text', 'note'),
    ]
    const conditionsOf = (chosen: ListAddress['fields']) =>
      filtersOf({ ...NOTHING, fields: chosen }, { fields, spellings: [], zone }).conditions
    expect(conditionsOf({ isNew: 'true', treatment: 'hair' })).toEqual([
      { 'fields.treatment': { equals: 'hair' } },
      { 'fields.isNew': { equals: 'true' } },
    ])
    expect(conditionsOf({ gone: 'x', isNew: 'maybe', note: 'x', treatment: 'feet' })).toEqual([])
  })

  it('make the same calls a file', () => {
    const filters = filtersOf(
      { ...NOTHING, search: 'a&b', shown: { kind: 'missed' }, to: '2026-11-30' },
      { fields: [], spellings: [], zone: 'UTC' },
    )
    const { pathname, searchParams } = new URL(exportPath(filters), 'http://desk.test')
    expect(pathname).toBe('/api/call-summaries/export')
    expect(searchParams.get('search')).toBe('a&b')
    expect(JSON.parse(searchParams.get('where') ?? '')).toEqual({
      and: [
        { endedGroup: { in: ['no_answer', 'cancelled', 'transfer_failed'] } },
        {
          or: [
            { startedAt: { less_than: '2026-12-01T00:00:00.000Z' } },
            {
              and: [
                { startedAt: { exists: false } },
                { reportedAt: { less_than: '2026-12-01T00:00:00.000Z' } },
              ],
            },
          ],
        },
      ],
    })
    expect(exportPath(filtersOf(NOTHING, { fields: [], spellings: [], zone }))).not.toContain(
      'where',
    )
  })
})

describe('the chips', () => {
  const chips = {
    outcomes: [
      { outcome: 'Booked', spellings: ['Booked', 'booked'] },
      { outcome: 'Callback', spellings: ['Callback'] },
    ],
    toDo: 3,
  }
  const labels = (
    address: Partial<ListAddress>,
    given = chips,
    outcomes: readonly Outcome[] = [],
  ) =>
    listChips({ ...NOTHING, ...address }, { chips: given, labels: { outcomes } }, texts).map(
      ({ count, isCurrent, label }) => [isCurrent && '•', label, count].filter(Boolean).join(' '),
    )

  it('are all, what is to do, the frequent outcomes and the missed', () => {
    expect(labels({})).toEqual(['• All', 'To do 3', 'Booked', 'Callback', 'Missed'])
  })

  it('have the chosen outcome, in any spelling, also if it is not frequent', () => {
    const shown = (outcome: string) => ({ shown: { kind: 'outcome', outcome } as const })
    expect(labels(shown('booked'))).toContain('• Booked')
    expect(labels(shown('Wrong number'))).toEqual([
      'All',
      'To do 3',
      'Booked',
      'Callback',
      '• Wrong number',
      'Missed',
    ])
  })

  it('keep search and days, and begin at the newest', () => {
    const address = { before: { id: ID, time: null }, from: '2026-11-01', search: 'ada' }
    const hrefs = listChips(
      { ...NOTHING, ...address },
      { chips, labels: { outcomes: [] } },
      texts,
    ).map(({ href }) => href)
    expect(hrefs[0]).toBe('/calls?q=ada&from=2026-11-01')
    expect(hrefs[2]).toBe('/calls?outcome=Booked&q=ada&from=2026-11-01')
  })

  it('have the desk’s labels and colours, its own outcomes first', () => {
    const own: Outcome[] = [
      { colour: 'amber', followUp: true, key: 'callback', label: 'Rückruf' },
      { colour: 'green', followUp: false, key: 'booked', label: 'Termin' },
    ]
    expect(labels({}, chips, own)).toEqual(['• All', 'To do 3', 'Rückruf', 'Termin', 'Missed'])
    const [, , first] = listChips(NOTHING, { chips, labels: { outcomes: own } }, texts)
    expect(first).toMatchObject({ colour: 'amber', href: '/calls?outcome=Callback' })
  })

  it('do not count beyond what was counted', () => {
    expect(labels({}, { outcomes: [], toDo: 100 })).toEqual(['• All', 'To do 99+', 'Missed'])
    expect(labels({}, { outcomes: [], toDo: 0 })).toEqual(['• All', 'To do', 'Missed'])
  })

  it('are kept for each client for a while, in a bounded number, and no failure is', async () => {
    let reads = 0
    const kept = keepPerClient<number>(1_000, 2)
    const read = (client: string, now: number, fails = false) =>
      kept.read(
        client,
        async () => {
          reads += 1
          if (fails) throw new Error('too slow')
          return reads
        },
        now,
      )
    expect(await read('a', 0)).toBe(1)
    expect(await read('a', 999)).toBe(1)
    expect(await read('a', 1_000)).toBe(2)
    kept.forget('a')
    expect(await read('a', 1_001)).toBe(3)
    await expect(read('b', 0, true)).rejects.toThrow('too slow')
    expect(await read('b', 1)).toBe(5)
    expect(await read('c', 1)).toBe(6)
    // The oldest had to go.
    expect(await read('a', 1_002)).toBe(7)
  })
})

describe('the limit of questions that pages repeat', () => {
  it('lets some pass in a minute, for each client', () => {
    const limit = createPollLimit(2)
    expect([limit.take('a', 0), limit.take('a', 1), limit.take('b', 1)]).toEqual([0, 0, 0])
    expect(limit.take('a', 10_000)).toBe(50_000)
    expect(limit.take('a', 60_000)).toBe(0)
  })
})
