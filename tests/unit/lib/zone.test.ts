import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName } from '../../../src/exports/fileName'
import { remember } from '../../../src/lib/remember'
import { addDays } from '../../../src/lib/time/days'
import { DAY_MS } from '../../../src/lib/time/units'
import {
  atWallClock,
  knownZone,
  localDay,
  localTime,
  offsetAt,
  startOfDay,
  timeOfDay,
} from '../../../src/lib/time/zone'

describe('A time on the clocks of a zone', () => {
  it.each([
    ['2026-01-15T23:30:05.123Z', 'Europe/Berlin', '2026-01-16 00:30:05'],
    ['2026-07-15T22:30:05.000Z', 'Europe/Berlin', '2026-07-16 00:30:05'],
    ['2026-07-15T00:00:00.000Z', 'America/New_York', '2026-07-14 20:00:00'],
    ['2026-07-15T00:00:00.000Z', 'Asia/Kathmandu', '2026-07-15 05:45:00'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00'],
    ['2026-07-15T00:00:00.000Z', 'UTC', '2026-07-15 00:00:00'],
  ])('%s in %s is %s', (time, zone, local) => {
    expect(localTime(time, zone)).toBe(local)
  })

  it('is told in UTC where the zone is unknown', () => {
    expect(knownZone('Europe/Berlin')).toBe('Europe/Berlin')
    expect([knownZone(null), knownZone(''), knownZone('Mars/Olympus')]).toEqual([
      'UTC',
      'UTC',
      'UTC',
    ])
  })
})

describe('A time of day in a zone', () => {
  const at = (day: string, time: string, zone: string) => timeOfDay(day, time, zone).toISOString()

  it.each([
    ['2026-01-15', '08:00', 'Europe/Berlin', '2026-01-15T07:00:00.000Z'],
    ['2026-07-15', '08:00', 'Europe/Berlin', '2026-07-15T06:00:00.000Z'],
    ['2026-07-15', '08:00', 'UTC', '2026-07-15T08:00:00.000Z'],
    ['2026-07-15', '08:00', 'Asia/Kathmandu', '2026-07-15T02:15:00.000Z'],
    ['2026-07-15', '08:00', 'Pacific/Kiritimati', '2026-07-14T18:00:00.000Z'],
    ['2026-07-15', '08:00', 'Pacific/Pago_Pago', '2026-07-15T19:00:00.000Z'],
    ['2026-12-31', '24:00', 'America/New_York', '2027-01-01T05:00:00.000Z'],
  ])('%s %s in %s', (day, time, zone, instant) => {
    expect(at(day, time, zone)).toBe(instant)
  })

  it('that comes twice is the first one', () => {
    expect(at('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(at('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
  })

  it('that is left out comes as much later', () => {
    expect(at('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  })

  it('is the day’s first instant where clocks leave out midnight', () => {
    // Egypt puts its clocks from 0:00 to 1:00 on the last Friday of April.
    expect(at('2026-04-24', '00:00', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z')
    expect(localDay(new Date('2026-04-23T21:59:59Z'), 'Africa/Cairo')).toBe('2026-04-23')
    expect(localDay(new Date('2026-04-23T22:00:00Z'), 'Africa/Cairo')).toBe('2026-04-24')
  })
})

/** A change of the clocks: those of `before` and `after` are offsets in milliseconds. */
type Change = { after: number; at: number; before: number }

/** When the clocks of a zone change within two days, to the second. */
const changeIn = (start: number, zone: string): Change | null => {
  let [low, high] = [start, start + 2 * DAY_MS]
  const before = offsetAt(low, zone)
  const after = offsetAt(high, zone)
  if (before === after) return null
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000
    if (offsetAt(middle, zone) === before) low = middle
    else high = middle
  }
  return { after, at: high, before }
}

const changesOf = (zone: string, { from, to }: { from: string; to: string }): Change[] => {
  const changes: Change[] = []
  for (let start = Date.parse(from); start < Date.parse(to); start += 2 * DAY_MS) {
    const change = changeIn(start, zone)
    if (change) changes.push(change)
  }
  return changes
}

const naming = remember(
  (timeZone) => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
)

/** The offset as Intl itself names it, such as `GMT+05:30`, in milliseconds. */
const namedOffset = (instant: number, zone: string): number => {
  const name = naming(zone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /^GMT([+-])(\d+):(\d+)$/.exec(name ?? '') ?? []
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000)
}

describe('The clocks of every zone', () => {
  const ZONES = Intl.supportedValuesOf('timeZone')
  const zones = fc.constantFrom(...ZONES)
  const seconds = fc
    .integer({ max: Date.UTC(2037, 0) / 1_000, min: Date.UTC(2000, 0) / 1_000 })
    .map((second) => second * 1_000)
  const days = fc.integer({ max: 12_000, min: 0 }).map((count) => addDays('2000-01-01', count))

  it('are as far ahead of UTC as Intl says', () => {
    fc.assert(
      fc.property(seconds, zones, fc.integer({ max: 999, min: 0 }), (second, zone, ms) => {
        expect(offsetAt(second + ms, zone) - namedOffset(second, zone)).toBe(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('show a time at the instant that is found for it', () => {
    fc.assert(
      fc.property(seconds, zones, (instant, timeZone) => {
        const wall = instant + offsetAt(instant, timeZone)
        const after = new Date(instant - 1)
        expect(atWallClock({ after, timeZone, wall }).getTime()).toBe(instant)
      }),
      { numRuns: 2_000 },
    )
  })

  it('begin a day with its first instant', () => {
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        // Samoa skipped a whole day.
        fc.pre(!(zone === 'Pacific/Apia' || zone === 'Pacific/Fakaofo') || day > '2012-01-05')
        const start = startOfDay(day, zone)
        expect(localDay(start, zone)).toBe(day)
        expect(localDay(new Date(start.getTime() - 1), zone) < day).toBe(true)
        expect(localDay(timeOfDay(day, '12:00', zone), zone)).toBe(day)
      }),
      { numRuns: 2_000 },
    )
  })

  it('are followed through every change of some years', () => {
    const ruled = ZONES.map((zone) => ({
      changes: changesOf(zone, { from: '2024-01-01', to: '2027-01-01' }),
      zone,
    })).filter(({ changes }) => changes.length > 0)
    expect(ruled.length).toBeGreaterThan(100)
    for (const { changes, zone: timeZone } of ruled) {
      for (const { after, at, before } of changes) {
        const [early, late] = [before, after].sort((one, other) => one - other).map((o) => at + o)
        if (early === undefined || late === undefined) throw new Error('No change')
        for (const wall of [early, Math.floor((early + late) / 2_000) * 1_000, late - 1_000]) {
          const found = atWallClock({ timeZone, wall }).getTime()
          // Left out or the first of two: as if the clocks had not changed yet.
          expect([timeZone, at, found]).toEqual([timeZone, at, wall - before])
          if (after > before) continue
          const again = atWallClock({ after: new Date(found), timeZone, wall }).getTime()
          expect([timeZone, at, again]).toEqual([timeZone, at, wall - after])
        }
        expect(atWallClock({ timeZone, wall: early - 1_000 }).getTime()).toBe(
          early - 1_000 - before,
        )
        expect(atWallClock({ timeZone, wall: late }).getTime()).toBe(late - after)
      }
    }
  })
})

describe('The name of an exported file', () => {
  const now = new Date('2026-11-22T23:30:00Z')
  const client = {
    businessName: 'Salön “Ada” & Töchter',
    isActive: true,
    timezone: 'Europe/Berlin',
  }

  it('says whose calls it holds, and the day where they are', () => {
    expect(fileName({ extension: 'csv', now, user: client })).toBe(
      'calls-salon-ada-tochter-2026-11-23.csv',
    )
  })

  it.each([
    { ...client, businessName: '"; filename=evil.exe\r\nX: y' },
    { ...client, businessName: '理发店' },
    { ...client, businessName: 'a'.repeat(500) },
  ])('is one word, whatever the business is called', (user) => {
    expect(fileName({ extension: 'csv', now, user })).toMatch(
      /^calls(-[a-z0-9-]{1,40})?-2026-11-23\.csv$/,
    )
  })

  it('names no business for staff', () => {
    const user = { ...client, isStaff: true, timezone: null }
    expect(fileName({ extension: 'ndjson', now, user })).toBe('calls-2026-11-22.ndjson')
  })
})
