import { describe, expect, it } from 'vitest'
import { FILTER_BOUNDS, isHugeFilter, isHugeSort } from '../../../src/database/lists/filterSize'

const { conditions, depth, sorts, text, values } = FILTER_BOUNDS

const times = (count: number, one: object): object[] => Array.from({ length: count }, () => one)

const nested = (levels: number, key = 'and'): object => {
  let where: object = { name: { equals: 'x' } }
  for (let level = 0; level < levels; level += 1) where = { [key]: [where] }
  return where
}

const one = { name: { equals: 'x' } }

describe('a filter', () => {
  it.each<[string, object]>([
    ['conditions', { or: times(conditions + 1, one) }],
    ['conditions in capitals', { OR: times(conditions + 1, one) }],
    ['words', { name: { like: 'a '.repeat(text / 2) } }],
    ['a long text', { name: { contains: 'x'.repeat(text + 1) } }],
    ['values', { id: { in: Array.from({ length: values + 1 }, () => 'x') } }],
    ['values in one text', { id: { not_in: 'x,'.repeat(values + 1) } }],
    ['values of several fields', { and: times(3, { id: { in: Array(values / 2).fill('x') } }) }],
    ['levels', nested(depth + 5)],
    ['levels without end', nested(100_000, 'OR')],
  ])('is huge with too many %s', (_, where) => {
    expect(isHugeFilter(where)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['nothing in it', {}],
    ['what is none', 'x'],
    ['many conditions', { or: times(conditions / 2, one) }],
    ['many values', { id: { in: Array.from({ length: values }, () => 'x') } }],
    ['a sentence', { summary: { like: 'wants to come again on Tuesday at ten' } }],
    ['some levels', nested(depth - 5)],
    ['a long text that is not looked for', { name: { equals: 'x'.repeat(10 * text) } }],
  ])('is not with %s', (_, where) => {
    expect(isHugeFilter(where)).toBe(false)
  })
})

describe('an order', () => {
  it('is huge with too many parts, in a list or a text', () => {
    const parts = Array.from({ length: sorts + 1 }, () => 'name')
    expect([parts, parts.join(','), [parts.join(',')]].map(isHugeSort)).toEqual([true, true, true])
    expect([undefined, '-reportedAt', parts.slice(1)].map(isHugeSort)).toEqual([
      false,
      false,
      false,
    ])
  })
})
