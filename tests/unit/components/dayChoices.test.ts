import { describe, expect, it } from 'vitest'
import { dayChoices } from '../../../src/components/CallQuickFilters/dayChoices'
import { activeValue, withCondition, withoutCondition } from '../../../src/components/shared/where'

const choices = (now: string, timeZone: null | string) =>
  dayChoices({ now: new Date(now), timeZone })

const conditionOf = (now: string, timeZone: null | string, value: string) =>
  choices(now, timeZone).find((choice) => choice.value === value)?.condition

describe('the days of the list of calls', () => {
  it('begin at midnight on the clocks of the person who looks', () => {
    expect(conditionOf('2026-11-28T03:00:00Z', 'America/New_York', 'today')).toEqual({
      reportedAt: { greater_than_equal: '2026-11-27T05:00:00.000Z' },
    })
    expect(conditionOf('2026-11-28T03:00:00Z', 'Asia/Tokyo', 'today')).toEqual({
      reportedAt: { greater_than_equal: '2026-11-27T15:00:00.000Z' },
    })
    for (const unknown of [null, 'Nowhere/At_all']) {
      expect(conditionOf('2026-11-28T03:00:00Z', unknown, 'today')).toEqual({
        reportedAt: { greater_than_equal: '2026-11-28T00:00:00.000Z' },
      })
    }
  })

  it('have 25 hours when clocks are put back, and yesterday ends where today begins', () => {
    expect(conditionOf('2026-10-26T12:00:00Z', 'Europe/Berlin', 'yesterday')).toEqual([
      { reportedAt: { greater_than_equal: '2026-10-24T22:00:00.000Z' } },
      { reportedAt: { less_than: '2026-10-25T23:00:00.000Z' } },
    ])
  })

  it.each(['today', 'yesterday', 'week', 'month'])(
    'show that %s is chosen, and nothing else',
    (value) => {
      const all = choices('2026-11-28T12:00:00Z', 'Europe/Berlin')
      const siblings = all.map(({ condition }) => condition)
      const chosen = all.find((choice) => choice.value === value)
      const other = { outcome: { equals: 'booked' } }
      const where = withCondition({
        condition: chosen?.condition ?? [],
        siblings,
        where: { or: [{ and: [other] }] },
      })
      expect(activeValue(all, where)).toBe(value)
      // Any other one takes its place, both ends of yesterday included.
      for (const next of all) {
        const replaced = withCondition({ condition: next.condition, siblings, where })
        expect(activeValue(all, replaced)).toBe(next.value)
        expect(withoutCondition({ siblings, where: replaced })).toEqual({ or: [{ and: [other] }] })
      }
    },
  )
})
