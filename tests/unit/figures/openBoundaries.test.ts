import { describe, expect, it } from 'vitest'
import { openBoundaries } from '../../../src/figures/openBoundaries'

const iso = (dates: Date[]) => dates.map((date) => date.toISOString().slice(0, 16))

describe('the instants at which a business opens and closes', () => {
  it('follow the clocks of the zone, also on a day when they change', () => {
    const hours = ['saturday', 'sunday'].map((day) => ({ closes: '10:00', day, opens: '08:00' }))
    const boundaries = openBoundaries({
      from: new Date('2026-10-24T00:00:00+02:00'),
      hours,
      timeZone: 'Europe/Berlin',
      to: new Date('2026-10-25T20:00:00+01:00'),
    })
    expect(iso(boundaries)).toEqual([
      '2026-10-24T06:00',
      '2026-10-24T08:00',
      '2026-10-25T07:00',
      '2026-10-25T09:00',
    ])
  })

  it('join ranges that overlap or touch, and include hours past midnight from the day before', () => {
    const hours = [
      { closes: '12:00', day: 'monday', opens: '09:00' },
      { closes: '15:00', day: 'monday', opens: '12:00' },
      { closes: '11:00', day: 'monday', opens: '10:00' },
      { closes: '02:00', day: 'sunday', opens: '22:00' },
    ]
    const boundaries = openBoundaries({
      from: new Date('2026-11-23T00:00:00Z'),
      hours,
      timeZone: 'UTC',
      to: new Date('2026-11-23T23:00:00Z'),
    })
    expect(iso(boundaries)).toEqual([
      '2026-11-22T22:00',
      '2026-11-23T02:00',
      '2026-11-23T09:00',
      '2026-11-23T15:00',
    ])
  })

  it('are none without opening hours', () => {
    const at = new Date('2026-11-23T00:00:00Z')
    expect(openBoundaries({ from: at, hours: [], timeZone: 'UTC', to: at })).toEqual([])
  })
})
