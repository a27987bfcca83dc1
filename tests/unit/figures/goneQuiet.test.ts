import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goneQuiet, surprise } from '../../../src/figures/goneQuiet'
import { hoursOfWeek } from '../../../src/figures/localHours'
import type { Rhythm } from '../../../src/figures/rhythm'
import { DAY_MS, HOUR_MS, WEEK_MS } from '../../../src/lib/time/units'

// A Thursday; in the eight weeks before, clocks changed in Europe and in America.
const NOW = new Date('2026-11-19T15:30:00Z')

type History = {
  /** How many calls there are in an hour of the week, from 0 for Monday's first. */
  calls: (hourOfWeek: number, hour: number) => number
  from?: Date
  id?: string
  liveSince?: Date
  now?: Date
  timezone?: string
  /** No call from then on. */
  until?: Date
}

const rhythmOf = ({
  calls,
  from = new Date('2025-01-01'),
  id = 'client',
  liveSince = from,
  now = NOW,
  timezone = 'UTC',
  until = now,
}: History): Rhythm => {
  const start = Math.floor(now.getTime() / HOUR_MS) - 8 * 168
  const ofWeek = hoursOfWeek({ count: 8 * 168 + 1, from: start, timezone })
  const hours: number[] = []
  const counts: number[] = []
  for (const [index, hourOfWeek] of ofWeek.entries()) {
    const at = (start + index) * HOUR_MS
    if (at < from.getTime() || at + HOUR_MS / 2 > until.getTime()) continue
    const count = calls(hourOfWeek, start + index)
    if (count === 0) continue
    hours.push(start + index)
    counts.push(count)
  }
  const last = hours.at(-1)
  const first = hours[0]
  const at = (hour: number | undefined) =>
    hour === undefined ? null : new Date((hour + 0.5) * HOUR_MS)
  const hasOlder = from.getTime() < start * HOUR_MS
  return {
    counts,
    firstAt: hasOlder ? from : at(first),
    hours,
    id,
    lastAt: at(last),
    liveSince,
    timezone,
  }
}

const weekdayOf = (hourOfWeek: number) => Math.floor(hourOfWeek / 24)

/** Open on weekdays from nine to five, a lunch break from twelve to two. */
const office = (hourOfWeek: number): number => {
  const hour = hourOfWeek % 24
  const isOpen = hour >= 9 && hour < 17 && hour !== 12 && hour !== 13
  return weekdayOf(hourOfWeek) < 5 && isOpen ? 1 : 0
}

const ago = (ms: number, now = NOW) => new Date(now.getTime() - ms)
const reasons = (rhythms: Rhythm[], now = NOW) =>
  goneQuiet({ now, rhythms }).clients.map(({ id, reason }) => `${id} ${reason}`)

describe('a client that has calls in office hours', () => {
  it('has gone quiet after a day without any', () => {
    expect(reasons([rhythmOf({ calls: office, until: ago(DAY_MS + 2 * HOUR_MS) })])).toEqual([
      'client rhythm',
    ])
  })

  it('is not quiet at noon, in the evening or on Sundays', () => {
    for (const time of ['2026-11-19T13:55:00Z', '2026-11-19T23:00:00Z', '2026-11-22T20:00:00Z']) {
      const now = new Date(time)
      expect(reasons([rhythmOf({ calls: office, now })], now)).toEqual([])
    }
  })

  it('is told of on Monday when its last call was on Friday morning', () => {
    const until = new Date('2026-11-13T09:00:00Z')
    const at = (time: string) => {
      const now = new Date(time)
      return reasons([rhythmOf({ calls: office, now, until })], now)
    }
    expect(at('2026-11-13T16:00:00Z')).toEqual([])
    expect(at('2026-11-16T08:00:00Z')).toEqual([])
    expect(at('2026-11-16T12:00:00Z')).toEqual(['client rhythm'])
  })

  it('keeps its hours when clocks change', () => {
    // In New York they went back on 1 November: the office opens an hour later by UTC from then on.
    const now = new Date('2026-11-02T13:59:00Z')
    const timezone = 'America/New_York'
    const monday = rhythmOf({ calls: (hour) => office(hour) * 9, now, timezone })
    expect(monday.lastAt).toEqual(new Date('2026-10-30T20:30:00Z'))
    expect(reasons([monday], now)).toEqual([])
    const later = new Date('2026-11-02T15:05:00Z')
    const until = new Date('2026-10-30T21:00:00Z')
    const silent = rhythmOf({ calls: (hour) => office(hour) * 9, now: later, timezone, until })
    expect(reasons([silent], later)).toEqual(['client rhythm'])
  })
})

describe('a client with few calls', () => {
  // On Tuesdays at ten.
  const weekly = (hourOfWeek: number) => (hourOfWeek === 24 + 10 ? 1 : 0)

  it('may be silent for weeks', () => {
    expect(reasons([rhythmOf({ calls: weekly, until: ago(3 * WEEK_MS) })])).toEqual([])
  })

  it('is listed when there was none for eight weeks', () => {
    const rhythm = rhythmOf({ calls: weekly, until: ago(9 * WEEK_MS) })
    expect(reasons([{ ...rhythm, lastAt: ago(9 * WEEK_MS) }])).toEqual(['client weeks'])
  })

  it('needs more missing calls, the less history there is', () => {
    expect(surprise(7, 100_000)).toBeCloseTo(7, 2)
    expect(surprise(7, 7)).toBeLessThan(5)
    expect(surprise(7, 0)).toBe(0)
  })
})

describe('a new client', () => {
  it('is not listed before three days without a first call', () => {
    const none = { calls: () => 0 }
    expect(reasons([rhythmOf({ ...none, liveSince: ago(2 * DAY_MS) })])).toEqual([])
    expect(reasons([rhythmOf({ ...none, liveSince: ago(4 * DAY_MS) })])).toEqual(['client never'])
  })

  it('may have its first weekend', () => {
    const from = new Date('2026-11-12T09:00:00Z')
    const now = new Date('2026-11-15T20:00:00Z')
    const calls = (hour: number) => office(hour) * 20
    expect(reasons([rhythmOf({ calls, from, now })], now)).toEqual([])
  })

  it('is listed after a week of silence, however short its history', () => {
    const from = ago(10 * DAY_MS)
    const rhythm = rhythmOf({ calls: (hour) => office(hour) * 3, from, until: ago(8 * DAY_MS) })
    expect(reasons([rhythm])).toEqual(['client rhythm'])
  })
})

describe('a holiday', () => {
  const HOLIDAYS = 6 * DAY_MS
  const clients = (timezone: string, name: string) =>
    Array.from({ length: 5 }, (_, index) =>
      rhythmOf({
        calls: office,
        id: `${name} ${index}`,
        timezone,
        until: ago(HOLIDAYS + index * HOUR_MS),
      }),
    )

  it('is no silence of a client when most others are silent too', () => {
    const open = rhythmOf({ calls: office, id: 'open', timezone: 'Europe/Berlin' })
    const { clients: listed, together } = goneQuiet({
      now: NOW,
      rhythms: [...clients('Europe/Berlin', 'shop'), open],
    })
    expect(listed).toEqual([])
    expect(together).toHaveLength(5)
  })

  it('counts by the clients of the same time zone where there are some', () => {
    const abroad = Array.from({ length: 20 }, (_, index) =>
      rhythmOf({ calls: office, id: `abroad ${index}`, timezone: 'America/New_York' }),
    )
    const here = clients('Europe/Berlin', 'shop')
    expect(reasons([...here, ...abroad])).toEqual([])
  })

  it('hides nobody who is silent while the others are heard', () => {
    const others = Array.from({ length: 5 }, (_, index) =>
      rhythmOf({ calls: office, id: `other ${index}` }),
    )
    const silent = rhythmOf({ calls: office, id: 'silent', until: ago(2 * DAY_MS) })
    expect(reasons([silent, ...others])).toEqual(['silent rhythm'])
  })

  it('does not excuse by clients that fell silent long before', () => {
    const gone = Array.from({ length: 8 }, (_, index) =>
      rhythmOf({ calls: office, id: `gone ${index}`, until: ago(12 * DAY_MS + index * DAY_MS) }),
    )
    const fine = Array.from({ length: 3 }, (_, index) =>
      rhythmOf({ calls: office, id: `fine ${index}` }),
    )
    const silent = rhythmOf({ calls: office, id: 'silent', until: ago(2 * DAY_MS) })
    expect(reasons([silent, ...gone, ...fine])).toContain('silent rhythm')
  })

  it('is one also when one client with very many calls works on', () => {
    const large = rhythmOf({ calls: (hour) => office(hour) * 500, id: 'large' })
    expect(reasons([...clients('UTC', 'shop'), large])).toEqual([])
  })

  it('is told of once when nobody is heard at all', () => {
    const silent = clients('UTC', 'shop')
    const { clients: listed, desk } = goneQuiet({ now: NOW, rhythms: silent })
    expect(listed).toEqual([])
    expect(desk?.lastAt).toEqual(silent[0]?.lastAt)
    expect(desk?.expected).toBeGreaterThan(50)
  })
})

describe('any history', () => {
  const history = fc.record({
    counts: fc.array(fc.integer({ max: 3, min: 0 }), { maxLength: 168, minLength: 168 }),
    silence: fc.integer({ max: 8 * 168, min: 0 }),
    timezone: fc.constantFrom('UTC', 'Asia/Kolkata', 'Europe/Berlin', 'No/Where'),
  })
  const made = ({
    counts,
    silence,
    timezone,
  }: {
    counts: number[]
    silence: number
    timezone: string
  }) => rhythmOf({ calls: (hour) => counts[hour] ?? 0, timezone, until: ago(silence * HOUR_MS) })

  it('is never a silence within four hours of a call', () => {
    fc.assert(
      fc.property(history, (each) => {
        const rhythm = made({ ...each, silence: 0 })
        const lastAt = rhythm.lastAt === null ? null : ago(3 * HOUR_MS)
        expect(reasons([{ ...rhythm, lastAt }])).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('makes a silence no less striking by its going on', () => {
    fc.assert(
      fc.property(history, fc.integer({ max: 500, min: 1 }), (each, more) => {
        const rhythm = made(each)
        const isListed = (now: Date) => reasons([rhythm], now).length > 0
        // Within the window: what falls out of it takes the history along.
        const later = new Date(NOW.getTime() + Math.min(more, 24) * HOUR_MS)
        if (rhythm.lastAt !== null && isListed(NOW)) {
          const { firstAt, hours } = rhythm
          const start = Math.floor(later.getTime() / HOUR_MS) - 8 * 168
          fc.pre((hours[0] ?? 0) >= start && firstAt !== null)
          expect(isListed(later)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('gives finite figures', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 6 }), (all) => {
        const { clients, desk } = goneQuiet({
          now: NOW,
          rhythms: all.map((each, index) => ({ ...made(each), id: String(index) })),
        })
        for (const { expected } of clients) expect(Number.isFinite(expected)).toBe(true)
        expect(Number.isFinite(desk?.expected ?? 0)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('hours of the week', () => {
  it('follow the clock of a place, also on the days on which it changes', () => {
    const from = Date.parse('2026-10-25T00:00:00Z') / HOUR_MS
    const hours = [...hoursOfWeek({ count: 4, from, timezone: 'Europe/Berlin' })]
    // Sunday, two, two again, three and four.
    expect(hours).toEqual([146, 146, 147, 148])
  })

  it('count whole hours where clocks are half an hour off', () => {
    const from = Date.parse('2026-11-16T00:00:00Z') / HOUR_MS
    expect([...hoursOfWeek({ count: 2, from, timezone: 'Asia/Kolkata' })]).toEqual([5, 6])
  })

  it('are those of UTC where a zone is not known', () => {
    const from = Date.parse('2026-11-16T00:00:00Z') / HOUR_MS
    expect([...hoursOfWeek({ count: 2, from, timezone: 'No/Where' })]).toEqual([0, 1])
  })
})
