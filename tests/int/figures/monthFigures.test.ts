import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MonthFigures, readMonthFigures } from '../../../src/figures/monthFigures'
import { ownFigures } from '../../../src/figures/ownFigures'
import { recentOutcomes } from '../../../src/figures/recentOutcomes'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'

let desk: TestDesk
let salon: User
let clinic: User
let calls = 0

type Call = {
  at: string
  client?: User
  currency?: string
  ended?: string
  isTest?: boolean
  kind?: string
  outcome?: null | string
  price?: number
  startedAt?: string
}

const insert = ({ at, client = salon, ended = 'completed', ...call }: Call) => {
  calls += 1
  return desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, started_at, ended_group,
       is_test, call_type, outcome, price, currency)
     values (uuidv7(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      client.id,
      `call ${calls}`,
      at,
      call.startedAt ?? null,
      ended,
      call.isTest ?? false,
      call.kind ?? null,
      call.outcome ?? null,
      call.price ?? null,
      call.currency ?? null,
    ],
  )
}

const HOURS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].flatMap((day) => [
  { closes: '12:00', day, opens: '09:00' },
  { closes: '17:00', day, opens: '13:00' },
])

type Asked = Partial<Parameters<typeof readMonthFigures>[0]>

const figures = (asked: Asked = {}): Promise<MonthFigures> =>
  readMonthFigures({
    clientID: salon.id,
    hours: [],
    now: new Date('2026-11-16T15:00:00Z'),
    pool: desk.payload.db.pool,
    timezone: 'Europe/Berlin',
    ...asked,
  })

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  salon = await makeClient(desk.payload)
  clinic = await makeClient(desk.payload)
})

beforeEach(() => desk.sql.query('truncate call_summaries cascade'))

afterAll(() => desk.stop())

describe('this month beside the last one', () => {
  it('counts until the same day and time of the month before, by the clocks of the zone', async () => {
    // Berlin is two hours ahead of UTC until 25 October, then one.
    for (const at of [
      '2026-09-30T21:59:59Z', // still September
      '2026-09-30T22:00:00Z', // the first second of October
      '2026-10-16T13:59:59Z', // 15:59:59 on the 16th: by this day
      '2026-10-16T14:00:00Z', // 16:00:00: later than now is in November
      '2026-10-31T22:59:59Z', // the last second of October
      '2026-10-31T23:00:00Z', // the first second of November
      '2026-11-16T14:59:59Z', // now
    ]) {
      await insert({ at })
    }
    const { before, days, months, now, whole } = await figures()
    expect([before.calls, whole.calls, now.calls]).toEqual([2, 4, 2])
    expect(months).toMatchObject({
      days: 16,
      from: '2026-10-31T23:00:00.000Z',
      lastFrom: '2026-09-30T22:00:00.000Z',
      lastMonth: '2026-10',
      lastUntil: '2026-10-16T14:00:00.000Z',
      month: '2026-11',
    })
    expect(days).toHaveLength(16)
    expect([days[0]?.answered, days[15]?.answered]).toEqual([1, 1])
  })

  it('compares the end of a long month with all of a shorter one', async () => {
    await insert({ at: '2026-02-28T23:30:00Z' })
    const { before, months, whole } = await figures({
      now: new Date('2026-03-31T12:00:00Z'),
      timezone: 'UTC',
    })
    expect([before.calls, whole.calls]).toEqual([1, 1])
    expect(months.lastUntil).toBe(months.from)
  })

  it('compares January with December, and takes UTC for a zone that nobody knows', async () => {
    await insert({ at: '2026-12-05T00:00:00Z' })
    const { before, months } = await figures({
      now: new Date('2027-01-06T00:00:00Z'),
      timezone: 'Mars/Olympus',
    })
    expect(before.calls).toBe(1)
    expect(months).toMatchObject({ lastMonth: '2026-12', month: '2027-01', zone: 'UTC' })
  })

  it('counts by how calls ended, without tests, chats and the calls of others', async () => {
    const at = '2026-11-10T10:00:00Z'
    for (const ended of ['completed', 'transferred', 'no_answer', 'voicemail', 'error']) {
      await insert({ at, ended })
    }
    await insert({ at, isTest: true })
    await insert({ at, kind: 'chat' })
    await insert({ at, client: clinic })
    const { days, now } = await figures()
    const categories = { answered: 2, error: 1, missed: 1, unknown: 0, voicemail: 1 }
    expect(now).toEqual({ calls: 5, categories, outside: null })
    expect(days[9]).toEqual({ date: '2026-11-10', ...categories })
  })

  it('counts what began outside the opening hours, also where clocks changed', async () => {
    // Mondays: 19 October in summer time, 26 October and 9 November in winter time.
    await insert({ at: '2026-10-12T07:00:00Z' }) // 09:00: open
    await insert({ at: '2026-10-12T06:59:00Z' }) // 08:59
    await insert({ at: '2026-11-09T08:00:00Z' }) // 09:00: open
    await insert({ at: '2026-11-09T07:59:00Z' }) // 08:59
    await insert({ at: '2026-11-09T11:00:00Z' }) // 12:00: the break begins
    await insert({ at: '2026-11-09T12:00:00Z' }) // 13:00: open
    await insert({ at: '2026-11-08T12:00:00Z' }) // a Sunday
    await insert({ at: '2026-11-09T16:05:00Z', startedAt: '2026-11-09T15:59:00Z' }) // began at 16:59
    const { before, now } = await figures({ hours: HOURS })
    expect([before.outside, now.outside]).toEqual([1, 3])
  })

  it('adds up the value of bookings by currency, not that of calls in which nothing was booked', async () => {
    const at = '2026-11-10T10:00:00Z'
    await insert({ at, currency: 'EUR', outcome: 'Booked', price: 30.5 })
    await insert({ at, currency: 'EUR', price: 10 })
    await insert({ at, currency: 'EUR', outcome: 'not booked', price: 99 })
    await insert({ at, currency: 'EUR', outcome: 'not_booked', price: 99 })
    await insert({ at, currency: 'EUR', outcome: 'note_taken', price: 1 })
    await insert({ at, currency: 'EUR', outcome: 'Cancelled', price: 99 })
    await insert({ at, currency: 'USD', outcome: 'booked', price: 5 })
    await insert({ at: '2026-10-02T10:00:00Z', currency: 'EUR', price: 7 })
    await insert({ at: '2026-10-30T10:00:00Z', currency: 'EUR', price: 8 })
    expect((await figures()).values).toEqual([
      { before: 7, currency: 'EUR', now: 41.5, whole: 15 },
      { before: 0, currency: 'USD', now: 5, whole: 0 },
    ])
  })

  it('counts outcomes however they are spelled, and calls without one', async () => {
    const at = '2026-11-10T10:00:00Z'
    for (const outcome of ['booked', 'Booked', 'booked', ' BOOKED  ']) await insert({ at, outcome })
    await insert({ at })
    await insert({ at: '2026-10-10T10:00:00Z', outcome: 'booked' })
    await insert({ at: '2026-10-10T10:00:00Z', outcome: 'Question' })
    await insert({ at: '2026-10-30T10:00:00Z', outcome: 'after this day' })
    expect((await figures()).outcomes).toEqual([
      { before: 1, calls: 4, outcome: 'booked' },
      { before: 0, calls: 1, outcome: null },
      { before: 1, calls: 0, outcome: 'Question' },
    ])
  })

  it('counts the hours of the week as the clocks of the zone show them', async () => {
    await insert({ at: '2026-10-05T22:30:00Z' }) // Tuesday 00:30 in summer time
    await insert({ at: '2026-11-09T23:30:00Z' }) // Tuesday 00:30 in winter time
    const { week } = await figures()
    expect(week[1]?.[0]).toBe(2)
    expect(week.flat().reduce((sum, n) => sum + n, 0)).toBe(2)
  })
})

describe('the figures of a page', () => {
  const asked = () => ({
    clientID: salon.id,
    hours: [],
    pool: desk.payload.db.pool,
    timezone: 'Europe/Berlin',
  })

  it('are counted once for all who ask, and kept for a while', async () => {
    await insert({ at: new Date().toISOString() })
    const [first, second] = await Promise.all([ownFigures(asked()), ownFigures(asked())])
    expect(first).toBe(second)
    await insert({ at: new Date().toISOString() })
    expect((await ownFigures(asked())).now.calls).toBe(1)
  })

  it('are counted again for other opening hours or another zone', async () => {
    const first = await ownFigures(asked())
    expect((await ownFigures({ ...asked(), hours: HOURS })).now.outside).not.toBeNull()
    expect(await ownFigures({ ...asked(), timezone: 'UTC' })).not.toBe(first)
  })

  it('are those of the client alone', async () => {
    await insert({ at: new Date().toISOString(), client: clinic })
    const other = await makeClient(desk.payload)
    expect((await ownFigures({ ...asked(), clientID: other.id })).now.calls).toBe(0)
  })

  it('can be counted in the time of a page for many calls in two months', async () => {
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, started_at, ended_group,
         is_test, outcome, price, currency, summary)
       select uuidv7(), $1, 'many ' || n, now() - n * interval '4 minutes',
         now() - n * interval '4 minutes' - interval '2 minutes', 'completed', false,
         (array['booked', 'Booked', 'question', 'callback requested', null])[1 + n % 5],
         n % 100, 'EUR', repeat('What was said. ', 40)
       from generate_series(1, 15000) n`,
      [salon.id],
    )
    await desk.sql.query('analyze call_summaries')
    const began = Date.now()
    const { before, now, whole } = await figures({ hours: HOURS, now: new Date() })
    expect(Date.now() - began).toBeLessThan(4_000)
    const { rows } = await desk.sql.query<{ calls: number }>(
      `select count(*)::int as calls from call_summaries
       where client_id = $1 and reported_at >= date_trunc('month', now() at time zone 'Europe/Berlin')
         at time zone 'Europe/Berlin'`,
      [salon.id],
    )
    expect(now.calls).toBe(rows[0]?.calls)
    expect(before.calls).toBeLessThanOrEqual(whole.calls)
  })
})

describe('the outcomes that a rule can be made of', () => {
  it('are those of the last 90 days, the most frequent first, each in one spelling', async () => {
    const client = await makeClient(desk.payload)
    const at = new Date().toISOString()
    for (const outcome of ['Booked', 'booked', 'Booked', 'Question', ' ', null]) {
      await insert({ at, client, outcome })
    }
    const old = new Date(Date.now() - 91 * 86_400_000).toISOString()
    await insert({ at: old, client, outcome: 'Long ago' })
    await insert({ at, outcome: 'of somebody else' })
    const pool = desk.payload.db.pool
    expect(await recentOutcomes({ clientID: client.id, pool })).toEqual(['Booked', 'Question'])
  })
})
