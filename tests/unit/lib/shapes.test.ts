import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shaper } from '../../../src/lib/shapes'

describe('objects with many of the same keys', () => {
  it('have the given values, and no others', () => {
    const keys = [
      'a',
      'constructor',
      '__proto__',
      'fields.b',
      '1',
      ...Array.from({ length: 20 }, (_, at) => `k${at}`),
    ]
    const make = shaper<number | string>(keys)
    const value = fc.option(fc.oneof(fc.integer(), fc.string()), { nil: undefined })
    fc.assert(
      fc.property(fc.array(value, { maxLength: keys.length }), (values) => {
        const wanted = keys.flatMap((key, index): [string, number | string][] => {
          const each = values[index]
          return each === undefined || key === '__proto__' ? [] : [[key, each]]
        })
        expect(make(values)).toEqual(Object.fromEntries(wanted))
        expect(Object.getPrototypeOf(make(values))).toBe(Object.prototype)
      }),
    )
  })

  it('do not share their values', () => {
    const make = shaper<number>(['a', 'b'])
    const first = make([1, 2])
    const second = make([3, 4])
    expect([first, second]).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ])
  })
})
