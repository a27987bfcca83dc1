import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/lib/time/days'
import { boundsOf, mondayOf, weekOf } from '../../../src/mail/periods'

const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / 3.6e6

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
