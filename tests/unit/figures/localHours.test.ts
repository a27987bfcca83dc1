import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursOfWeek } from '../../../src/figures/localHours'
import { weekdayOf } from '../../../src/lib/time/days'
import { HOUR_MS } from '../../../src/lib/time/units'
import { localTime } from '../../../src/lib/time/zone'

describe('The hours of the week', () => {
  it('are those that the clocks of a zone show, also on days when they change', () => {
    const count = 168
    const hours = fc.integer({
      max: Date.UTC(2037, 0) / HOUR_MS,
      min: Date.UTC(2000, 0) / HOUR_MS,
    })
    fc.assert(
      fc.property(
        hours,
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        (from, timezone) => {
          const shown = Array.from({ length: count }, (_, index) => {
            const instant = new Date((from + index) * HOUR_MS).toISOString()
            const [day = '', time = ''] = localTime(instant, timezone).split(' ')
            return weekdayOf(day) * 24 + Number(time.slice(0, 2))
          })
          expect(Array.from(hoursOfWeek({ count, from, timezone }))).toEqual(shown)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('are those of UTC without a zone, and with one that nobody knows', () => {
    const from = Date.UTC(2026, 10, 23) / HOUR_MS
    for (const timezone of [null, '', 'Mars/Olympus']) {
      expect(Array.from(hoursOfWeek({ count: 3, from, timezone }))).toEqual([0, 1, 2])
    }
  })
})
