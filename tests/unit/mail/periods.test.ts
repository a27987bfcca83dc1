import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, boundsOf, instantOf, localDay, mondayOf, weekOf } from '../../../src/mail/periods'

const at = (day: string, time: string, zone: string) => instantOf(day, time, zone).toISOString()
const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / 3.6e6

describe('a time of day in a zone', () => {
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

  it('is on the clock what it says, wherever that time exists', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const noon = fc.integer({ max: 12_000, min: 0 }).map((days) => addDays('2000-01-01', days))
    fc.assert(
      fc.property(noon, fc.constantFrom(...zones), (day, zone) => {
        // Samoa skipped a whole day.
        fc.pre(!(zone === 'Pacific/Apia' || zone === 'Pacific/Fakaofo') || day > '2012-01-05')
        expect(localDay(instantOf(day, '12:00', zone), zone)).toBe(day)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a week', () => {
  it.each([
    ['2026-11-22', '2026-W47'],
    ['2026-11-23', '2026-W48'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2023-01-01', '2022-W52'],
  ])('of %s is %s', (day, week) => {
    expect(weekOf(day)).toBe(week)
  })

  it('begins on a Monday of its own', () => {
    fc.assert(
      fc.property(fc.integer({ max: 40_000, min: 0 }), (days) => {
        const day = addDays('1990-01-01', days)
        const monday = mondayOf(weekOf(day))
        expect(new Date(monday).getUTCDay()).toBe(1)
        expect(monday <= day && day <= addDays(monday, 6)).toBe(true)
      }),
    )
  })
})

describe('the bounds of a period', () => {
  const timeZone = 'Europe/Berlin'

  it('make days of 23 and 25 hours when clocks change', () => {
    expect(hours(boundsOf({ kind: 'daily', period: '2026-03-29', timeZone }))).toBe(23)
    expect(hours(boundsOf({ kind: 'daily', period: '2026-10-25', timeZone }))).toBe(25)
    expect(hours(boundsOf({ kind: 'weekly', period: '2026-W13', timeZone }))).toBe(7 * 24 - 1)
    expect(hours(boundsOf({ kind: 'weekly', period: '2026-W43', timeZone }))).toBe(7 * 24 + 1)
  })

  it('are midnights by the clock, and those of the period before', () => {
    const bounds = boundsOf({ kind: 'weekly', period: '2026-W44', timeZone })
    expect(bounds).toEqual({
      days: [26, 27, 28, 29, 30, 31].map((day) => `2026-10-${day}`).concat('2026-11-01'),
      from: new Date('2026-10-25T23:00:00Z'),
      previousFrom: new Date('2026-10-18T22:00:00Z'),
      to: new Date('2026-11-01T23:00:00Z'),
    })
  })

  it('follow one another without a gap', () => {
    const zone = fc.constantFrom('Africa/Cairo', 'America/Sao_Paulo', 'Asia/Beirut', timeZone)
    fc.assert(
      fc.property(fc.integer({ max: 9_000, min: 0 }), zone, (days, timeZone) => {
        const period = addDays('2010-01-01', days)
        const one = boundsOf({ kind: 'daily', period, timeZone })
        const next = boundsOf({ kind: 'daily', period: addDays(period, 1), timeZone })
        expect([one.to, next.previousFrom]).toEqual([next.from, one.from])
      }),
    )
  })
})
