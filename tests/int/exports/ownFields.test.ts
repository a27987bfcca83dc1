import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnField } from '../../../src/vapi/mapping/mapping'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported, linesOf, rowsOf } from '../../helpers/exports'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'

type Client = Awaited<ReturnType<typeof makeClient>>
type Headers = Record<string, string>

const field = (
  key: string,
  label: string,
  type: OwnField['type'],
  choices: OwnField['choices'] = [],
) => ({
  choices,
  key,
  label,
  sources: [],
  type,
})

const OF_HOTEL = [
  field('nights', 'Nights', 'number'),
  field('deposit', 'Deposit', 'money'),
  field('extra', 'Extra cost', 'money'),
  field('breakfast', 'Breakfast', 'yes_no'),
  field('arrival', 'Arrival', 'date'),
  field('seen', 'Seen at', 'date'),
  field('room', 'Room', 'choice', [{ key: 'loft', label: '=Loft', values: [] }]),
  field('wish', '=Wish', 'text'),
  // Names of other columns, in other cases, and of each other.
  field('outcome', 'Outcome', 'text'),
  field('zone', 'timezone', 'text'),
  field('one', 'Same', 'text'),
  field('two', 'same', 'text'),
  field('empty', 'Never said', 'text'),
  // The name of something that each object inherits.
  field('constructor', 'Constructor', 'money'),
]

const OF_SALON = [
  field('nights', 'Nights', 'text'),
  field('room', 'Chair', 'text'),
  field('wish', '=Wish', 'text'),
]

const VALUES = {
  arrival: '2026-11-29T18:30',
  breakfast: true,
  deposit: { amount: 30.5, currency: 'EUR' },
  extra: { amount: 5, currency: null },
  formerly: 'of a field that is no more',
  nights: 2,
  one: 'first',
  outcome: 'theirs',
  room: 'loft',
  seen: '2026-11-29T18:30:00.000Z',
  two: 'second',
  wish: '=HYPERLINK("https://evil.test")',
  zone: 'mine',
}

let desk: TestDesk
let hotel: Client
let salon: Client
let client: Headers
let root: Headers
let viewer: Headers

const add = (owner: Client, id: string, fields: object | null) =>
  desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome, fields)
     values (uuidv7(), $1, $2, now(), 'booked', $3)`,
    [owner.id, id, fields === null ? null : JSON.stringify(fields)],
  )

const csv = async (as: Headers, query = '') => {
  const { status, text } = await exported(desk, `format=csv&${query}`, as)
  expect([status, text.slice(0, 200)]).toEqual([200, expect.any(String)])
  return { head: (text.split('\r\n')[0] ?? '').split(','), rows: rowsOf(text) }
}

const rowOf = (rows: Record<string, string>[], id: string) =>
  rows.find((row) => row.vapiCallId === id) ?? {}

beforeAll(async () => {
  desk = await createTestDesk()
  const { payload } = desk
  root = await signedIn(payload, await makeSuperuser(payload))
  viewer = await signedIn(payload, await makeStaff(payload, ['call-summaries.view']))
  hotel = await makeClient(payload, {
    currency: 'CHF',
    fieldMapping: { fields: OF_HOTEL },
    timezone: 'Europe/Berlin',
  })
  salon = await makeClient(payload, { fieldMapping: { fields: OF_SALON } })
  const plain = await makeClient(payload)
  client = await signedIn(payload, hotel)
  await add(hotel, 'hotel-1', VALUES)
  await add(hotel, 'hotel-2', null)
  await add(salon, 'salon-1', { nights: 'two', room: 'by the window', wish: 'quiet' })
  await add(plain, 'plain-1', { nights: 7 })
}, 60_000)

afterAll(() => desk.stop())

describe('own fields in a CSV file', () => {
  it('have a column each under their labels, which no other column has', async () => {
    const { head, rows } = await csv(client)
    const labels = head.slice(head.indexOf('Nights'))
    expect(labels.slice(0, 14)).toEqual([
      'Nights',
      'Deposit',
      'Extra cost',
      'Breakfast',
      'Arrival',
      'Seen at',
      'Room',
      "'=Wish",
      'Outcome (outcome)',
      'timezone (zone)',
      'Same (one)',
      'same (two)',
      'Never said',
      'Constructor',
    ])
    expect(new Set(head.map((name) => name.toLowerCase())).size).toBe(head.length)
    expect(head).not.toContain('fields')
    expect(rowOf(rows, 'hotel-1')).toMatchObject({
      "'=Wish": `'=HYPERLINK("https://evil.test")`,
      Arrival: '2026-11-29T18:30',
      Breakfast: 'true',
      Deposit: '30.5 EUR',
      'Extra cost': '5 CHF',
      'Never said': '',
      Constructor: '',
      Nights: '2',
      'Outcome (outcome)': 'theirs',
      outcome: 'booked',
      Room: "'=Loft",
      'Same (one)': 'first',
      'same (two)': 'second',
      'Seen at': '2026-11-29 19:30:00',
      timezone: 'Europe/Berlin',
      'timezone (zone)': 'mine',
    })
    expect(rowOf(rows, 'hotel-2')).toMatchObject({ Deposit: '', Nights: '', Room: '' })
    expect(JSON.stringify(rows)).not.toContain('of a field that is no more')
  })

  it('are those of all clients for staff, each call in the columns of its own client', async () => {
    const { head, rows } = await csv(root)
    expect(head.filter((name) => name === 'Nights')).toHaveLength(1)
    expect(head).toEqual(expect.arrayContaining(['Chair', 'Room', "'=Wish"]))
    expect(rowOf(rows, 'hotel-1')).toMatchObject({ Chair: '', Nights: '2', Room: "'=Loft" })
    expect(rowOf(rows, 'salon-1')).toMatchObject({
      "'=Wish": 'quiet',
      Chair: 'by the window',
      Nights: 'two',
      Room: '',
    })
    expect(rowOf(rows, 'plain-1')).toMatchObject({ Chair: '', Nights: '', Room: '' })
  })

  it('are those of the client in the filter', async () => {
    for (const where of [
      `where[client][equals]=${salon.id}`,
      `where[and][0][client][in]=${salon.id}`,
    ]) {
      const { head, rows } = await csv(root, where)
      expect(head).toEqual(expect.arrayContaining(['Nights', 'Chair', "'=Wish"]))
      expect(head).not.toContain('Room')
      expect(rows.map(({ vapiCallId }) => vapiCallId)).toEqual(['salon-1'])
    }
  })

  it('have no currency of the client for staff who may not see it', async () => {
    const { rows } = await csv(viewer)
    expect(rowOf(rows, 'hotel-1')).toMatchObject({ Deposit: '30.5 EUR', 'Extra cost': '5' })
  })

  it('are there only if they are selected', async () => {
    const { head } = await csv(client, 'select[outcome]=true')
    expect(head).toEqual(['id', 'outcome', 'timezone'])
    const selected = await csv(client, 'select[fields]=true')
    expect(selected.head.slice(0, 3)).toEqual(['id', 'Nights', 'Deposit'])
  })

  it('are one column of JSON if there would be too many', async () => {
    const made: Client[] = []
    for (let nth = 0; nth < 11; nth += 1) {
      const fields = Array.from({ length: 20 }, (_, at) =>
        field(`f${at}`, `F ${nth} ${at}`, 'text'),
      )
      made.push(await makeClient(desk.payload, { fieldMapping: { fields } }))
    }
    const { head, rows } = await csv(root)
    expect(head).toContain('fields')
    expect(head).not.toContain('Nights')
    expect(JSON.parse(rowOf(rows, 'salon-1').fields ?? '')).toEqual({
      nights: 'two',
      room: 'by the window',
      wish: 'quiet',
    })
    expect((await csv(root, `where[client][equals]=${salon.id}`)).head).toContain('Chair')
  })
})

describe('own fields in an NDJSON file', () => {
  it('are as they are stored, by their keys', async () => {
    const { text } = await exported(desk, 'format=ndjson', client)
    const lines = linesOf(text)
    expect(lines.find(({ vapiCallId }) => vapiCallId === 'hotel-1')?.fields).toEqual(VALUES)
    expect(lines.find(({ vapiCallId }) => vapiCallId === 'hotel-2')?.fields).toBeNull()
    for (const line of lines) {
      expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['clientID']))
      expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['clientCurrency']))
    }
  })
})
