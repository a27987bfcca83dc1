import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localTime } from '../../../src/lib/time/zone'
import { quietEnd } from '../../../src/notify/quietHours'

const end = (from: null | string, until: null | string, timeZone: null | string, now: string) =>
  quietEnd({ from, timeZone, until }, new Date(now))?.toISOString() ?? null

describe('quiet hours', () => {
  it.each([
    ['07:59:59', null],
    ['08:00:00', '2026-05-04T10:30:00.000Z'],
    ['10:29:59', '2026-05-04T10:30:00.000Z'],
    ['10:30:00', null],
  ])('within a day: at %s', (time, expected) => {
    expect(end('08:00', '10:30', 'UTC', `2026-05-04T${time}Z`)).toBe(expected)
  })

  it.each([
    ['2026-05-04T18:59:59Z', null],
    ['2026-05-04T19:00:00Z', '2026-05-05T05:00:00.000Z'],
    ['2026-05-04T21:59:59Z', '2026-05-05T05:00:00.000Z'],
    ['2026-05-04T22:00:00Z', '2026-05-05T05:00:00.000Z'],
    ['2026-05-05T04:59:59Z', '2026-05-05T05:00:00.000Z'],
    ['2026-05-05T05:00:00Z', null],
  ])('over midnight, on the clocks of Berlin: at %s', (now, expected) => {
    expect(end('21:00', '07:00', 'Europe/Berlin', now)).toBe(expected)
  })

  it('go by UTC without a zone, and with one that nobody knows', () => {
    expect(end('21:00', '07:00', null, '2026-05-04T23:00:00Z')).toBe('2026-05-05T07:00:00.000Z')
    expect(end('21:00', '07:00', 'Mars/Olympus', '2026-05-04T23:00:00Z')).toBe(
      '2026-05-05T07:00:00.000Z',
    )
  })

  it('know zones that are not whole hours off', () => {
    expect(end('22:00', '06:00', 'Asia/Kathmandu', '2026-05-04T20:00:00Z')).toBe(
      '2026-05-05T00:15:00.000Z',
    )
  })

  it.each([
    [null, null],
    ['21:00', null],
    [null, '07:00'],
    ['', ''],
    ['09:00', '09:00'],
    ['00:00', '24:00'],
    ['7 am', '9 am'],
  ])('are none from %s until %s', (from, until) => {
    expect(end(from, until, 'UTC', '2026-05-04T08:30:00Z')).toBe(null)
  })

  it('may end or begin at 24:00', () => {
    expect(end('20:00', '24:00', 'UTC', '2026-05-04T23:30:00Z')).toBe('2026-05-05T00:00:00.000Z')
    expect(end('24:00', '06:00', 'UTC', '2026-05-04T03:00:00Z')).toBe('2026-05-04T06:00:00.000Z')
  })
})

describe('quiet hours when clocks change', () => {
  it('end at seven on the new clock, an hour sooner in spring and later in autumn', () => {
    expect(end('21:00', '07:00', 'Europe/Berlin', '2026-03-28T22:00:00Z')).toBe(
      '2026-03-29T05:00:00.000Z',
    )
    expect(end('21:00', '07:00', 'Europe/Berlin', '2026-10-24T22:00:00Z')).toBe(
      '2026-10-25T06:00:00.000Z',
    )
    expect(end('21:00', '07:00', 'America/New_York', '2026-11-01T03:00:00Z')).toBe(
      '2026-11-01T12:00:00.000Z',
    )
  })

  it('end at 3:30 when there is no 2:30', () => {
    expect(end('21:00', '02:30', 'Europe/Berlin', '2026-03-29T00:45:00Z')).toBe(
      '2026-03-29T01:30:00.000Z',
    )
  })

  it('end at the first 2:30 of two, and once more when it is quiet again', () => {
    expect(end('21:00', '02:30', 'Europe/Berlin', '2026-10-24T23:00:00Z')).toBe(
      '2026-10-25T00:30:00.000Z',
    )
    expect(end('21:00', '02:30', 'Europe/Berlin', '2026-10-25T01:10:00Z')).toBe(
      '2026-10-25T01:30:00.000Z',
    )
  })

  it('end later than now and within a day and two hours, in every zone and at any time', () => {
    const time = fc
      .tuple(fc.integer({ max: 23, min: 0 }), fc.integer({ max: 59, min: 0 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    fc.assert(
      fc.property(
        time,
        time,
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.date({ max: new Date('2030-01-01'), min: new Date('2024-01-01'), noInvalidDate: true }),
        (from, until, timeZone, now) => {
          const ends = quietEnd({ from, timeZone, until }, now)
          if (!ends) return
          expect(ends > now).toBe(true)
          expect(ends.getTime() - now.getTime()).toBeLessThanOrEqual(26 * 60 * 60_000)
          const shown = localTime(ends.toISOString(), timeZone).slice(11, 16)
          // Half an hour is the shortest jump, two hours the longest.
          const off = (Number(shown.slice(0, 2)) - Number(until.slice(0, 2)) + 24) % 24
          expect(shown === until || off <= 2).toBe(true)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
