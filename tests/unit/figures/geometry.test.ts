import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEVELS, levelOf, percentOf, scaleFor, stack } from '../../../src/charts/geometry'
import { countByCategory, totalOf } from '../../../src/figures/callCategories'

describe('a scale', () => {
  it.each([
    [0, 1, [1]],
    [1, 1, [1]],
    [3, 3, [1, 2, 3]],
    [7, 8, [2, 4, 6, 8]],
    [35, 40, [10, 20, 30, 40]],
    [1_234, 1_500, [500, 1_000, 1_500]],
  ])('for up to %d goes to %d', (highest, max, ticks) => {
    expect(scaleFor(highest)).toEqual({ max, ticks })
  })

  it('holds every value, in few whole steps', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (highest) => {
        const { max, ticks } = scaleFor(highest)
        expect(max).toBeGreaterThanOrEqual(highest)
        expect(ticks.at(-1)).toBe(max)
        expect(ticks.length).toBeLessThanOrEqual(4)
        expect(ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })
})

describe('a stacked bar', () => {
  it('grows from the bottom and leaves out what is not there', () => {
    const values = [
      { name: 'a', value: 2 },
      { name: 'b', value: 0 },
      { name: 'c', value: 1 },
    ]
    expect(stack(values, { max: 4 })).toEqual([
      { height: 0.5, name: 'a', top: 0.5 },
      { height: 0.25, name: 'c', top: 0.25 },
    ])
  })
})

describe('levels and shares', () => {
  it('keep nothing and something apart', () => {
    expect(levelOf(0, 10)).toBe(0)
    expect(levelOf(1, 1_000)).toBe(1)
    expect(levelOf(1_000, 1_000)).toBe(LEVELS)
    expect(percentOf(0, 10)).toBe(0)
    expect(percentOf(1, 10_000)).toBe(1)
    expect(percentOf(9_999, 10_000)).toBe(99)
    expect(percentOf(1, 3)).toBe(33)
    expect(percentOf(0, 0)).toBe(0)
  })
})

describe('categories', () => {
  it('add up ended groups, and lose none', () => {
    const counts = countByCategory({ cancelled: 1, completed: 2, made_up: 8, transfer_failed: 4 })
    expect(counts).toEqual({ answered: 2, error: 0, missed: 5, unknown: 8, voicemail: 0 })
    expect(totalOf(counts)).toBe(15)
  })
})
