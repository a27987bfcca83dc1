import { describe, expect, it } from 'vitest'
import type { VapiProblemKind } from '../../../src/vapiAccount/api/answer'
import type { CallRow } from '../../../src/vapiAccount/api/callRow'
import {
  afterPage,
  afterProblem,
  startPlace,
  type WalkPlace,
} from '../../../src/vapiAccount/walks/step'

const NOW = new Date('2026-11-29T12:00:00.000Z')
const DAY = 86_400_000
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds)

const rowAt = (id: string, createdAt: Date): CallRow => ({
  assistantID: null,
  cost: null,
  costBreakdown: null,
  createdAt,
  duration: null,
  endedAt: null,
  endedReason: null,
  hasContent: false,
  id,
  orgId: null,
  outputsAt: null,
  overridesMessages: false,
  parts: [],
  phoneNumberID: null,
  scheduledFor: null,
  serverURLs: [],
  squadID: null,
  startedAt: null,
  status: 'ended',
  type: null,
  updatedAt: null,
})

type Server = {
  cap?: number
  isAscending?: boolean
  /** Requests for more rows than this fail. */
  slowFrom?: number
}

/** Walks over calls as a server with these ways would list them. */
const walk = (calls: readonly CallRow[], { cap = 1_000, isAscending, slowFrom }: Server = {}) => {
  const seen = new Map<string, number>()
  let place: WalkPlace = startPlace({ from: ago(14 * DAY), le: NOW })
  for (let requests = 1; requests <= 10_000; requests += 1) {
    const limit = Math.min(place.limit, cap)
    const listed = calls
      .filter(({ createdAt }) => createdAt <= place.le && place.from && createdAt >= place.from)
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    if (isAscending) listed.reverse()
    const rows = listed.slice(0, limit)
    const step =
      slowFrom !== undefined && place.limit >= slowFrom
        ? afterProblem(
            place,
            { kind: 'unreachable', message: '' },
            { now: NOW, windowStart: ago(13 * DAY) },
          )
        : afterPage(place, { received: rows.length, rows })
    if (step === null) return { end: 'waits', requests, seen }
    if ('end' in step) return { end: step.end, requests, seen }
    for (const { id } of step.fresh) seen.set(id, (seen.get(id) ?? 0) + 1)
    place = step.next
  }
  throw new Error('The walk does not end')
}

/** @param ties how many are created in each millisecond */
const callsOf = (count: number, ties = 1): CallRow[] =>
  Array.from({ length: count }, (_, index) =>
    rowAt(`call-${index}`, ago(60_000 + Math.floor(index / ties))),
  )

const allOnce = (calls: readonly CallRow[]) => new Map(calls.map(({ id }) => [id, 1]))

describe('a walk over Vapi’s list', () => {
  it.each<[string, CallRow[], Server, number]>([
    ['no calls', [], {}, 1],
    ['one call', callsOf(1), {}, 2],
    ['one page', callsOf(100), {}, 2],
    ['several pages', callsOf(1_000), {}, 12],
    ['several in one millisecond, across the edge of a page', callsOf(350, 7), {}, 5],
    ['a server that gives fewer rows than asked for', callsOf(350), { cap: 50 }, 9],
    ['100 in one millisecond', callsOf(300, 100), {}, 6],
    ['more than a page in one millisecond', callsOf(600, 150), {}, 15],
    ['long pages that do not come in time', callsOf(500), { slowFrom: 60 }, 13],
  ])('ends complete with each call once: %s', (_, calls, server, most) => {
    const walked = walk(calls, server)
    expect(walked.end).toBe('complete')
    expect(walked.seen).toEqual(allOnce(calls))
    expect(walked.requests).toBeLessThanOrEqual(most)
  })

  it.each<[string, CallRow[], Server, string]>([
    ['the oldest first', callsOf(150), { isAscending: true }, 'order'],
    ['more than the longest page in one millisecond', callsOf(1_200, 1_200), {}, 'ties'],
    [
      'more in one millisecond than the server ever gives',
      [...callsOf(120), ...callsOf(80, 80).map((_row, i) => rowAt(`tie-${i}`, ago(DAY)))],
      { cap: 50 },
      'ties',
    ],
    ['more in one millisecond than come in time', callsOf(400, 400), { slowFrom: 150 }, 'ties'],
    ['no page that comes in time', callsOf(10), { slowFrom: 1 }, 'waits'],
  ])('says why it does not end complete: %s', (_, calls, server, end) => {
    expect(walk(calls, server).end).toBe(end)
  })

  it('goes on after a restart without its memory', () => {
    const calls = callsOf(250, 5)
    const first = calls.slice(0, 100)
    const step = afterPage(startPlace({ from: null, le: NOW }), { received: 100, rows: first })
    if ('end' in step) throw new Error('It ended')
    const again = afterPage(startPlace({ from: null, le: step.next.le }), {
      received: 100,
      rows: calls.slice(95, 195),
    })
    if ('end' in again) throw new Error('It ended')
    expect(again.fresh).toHaveLength(100)
  })

  it('takes a row that comes twice in a page once', () => {
    const row = rowAt('twice', ago(60_000))
    const step = afterPage(startPlace({ from: null, le: NOW }), { received: 2, rows: [row, row] })
    expect('fresh' in step && step.fresh).toEqual([row])
  })

  it('refuses calls that are newer than asked for', () => {
    const place = startPlace({ from: null, le: ago(60_000) })
    const rows = [rowAt('too-new', ago(1))]
    expect(afterPage(place, { received: 1, rows })).toEqual({ end: 'order' })
  })
})

describe('a refused window', () => {
  const window = { now: NOW, windowStart: ago(13 * DAY) }
  const problem = { kind: 'retention', message: 'exceeds your retention window' } as const

  it('is given to a walk over changed calls, which has none', () => {
    const place = startPlace({ from: null, le: NOW })
    expect(afterProblem(place, problem, window)).toMatchObject({
      next: { from: ago(13 * DAY), moves: 0 },
    })
  })

  it('begins a day later, twice, and then is the edge', () => {
    let place = startPlace({ from: ago(14 * DAY), le: NOW })
    for (const [moves, days] of [
      [1, 13],
      [2, 12],
    ] as const) {
      const step = afterProblem(place, problem, window)
      expect(step).toMatchObject({ next: { from: ago(days * DAY), moves } })
      if (step && 'next' in step) place = step.next
    }
    expect(afterProblem(place, problem, window)).toEqual({ end: 'retention' })
  })

  it('begins where Vapi says that its window does', () => {
    const place = startPlace({ from: ago(14 * DAY), le: NOW })
    const from = ago(7 * DAY - 3_600_000)
    expect(afterProblem(place, { ...problem, days: 7 }, window)).toMatchObject({ next: { from } })
  })

  it('is the end if all of it has been read', () => {
    const place = startPlace({ from: ago(14 * DAY), le: ago(13.5 * DAY) })
    expect(afterProblem(place, problem, window)).toEqual({
      end: 'complete',
      from: ago(13 * DAY),
    })
  })
})

describe('a request that failed', () => {
  const window = { now: NOW, windowStart: ago(13 * DAY) }
  it.each<[VapiProblemKind, string]>([
    ['invalid', 'ends'],
    ['wrong_route', 'ends'],
    ['unreachable', 'goes on'],
    ['too_large', 'goes on'],
    ['rate_limited', 'waits'],
    ['busy', 'waits'],
    ['key_refused', 'waits'],
    ['unpaid', 'waits'],
    ['blocked', 'waits'],
    ['stopped', 'waits'],
  ])('for %s %s', (kind, what) => {
    const step = afterProblem(startPlace({ from: null, le: NOW }), { kind, message: '' }, window)
    expect(step === null ? 'waits' : 'end' in step ? 'ends' : 'goes on').toBe(what)
  })

  it('for an answer that is too large gets to pages of one call, and then says so', () => {
    let place = startPlace({ from: null, le: NOW })
    for (let count = 0; count < 20; count += 1) {
      const step = afterProblem(place, { kind: 'too_large', message: '' }, window)
      if (!step || 'end' in step) {
        expect(step).toEqual({ end: 'too_large' })
        expect(place.limit).toBe(1)
        return
      }
      place = step.next
    }
    throw new Error('It does not end')
  })
})
