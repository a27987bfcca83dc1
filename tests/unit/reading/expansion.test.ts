import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { refuseExpansion } from '../../../src/graphql/expansion'

/** Fragments of which each names the next one so many times, as definitions. */
const fragments = (count: number, times: number): string[] => [
  ...Array.from(
    { length: count },
    (_, n) => `fragment F${n} on Query { ${`...F${n + 1} `.repeat(times)}}`,
  ),
  `fragment F${count} on Query { __typename }`,
]

const within = (count: number, times: number): string =>
  ['{ ...F0 }', ...fragments(count, times)].join(' ')

const nested = (depth: number): string => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`

describe('a document that its fragments make large', () => {
  it.each([
    ['each named twice by the one before', within(40, 2)],
    [
      'each named twice by the one before, the last one first',
      [...fragments(40, 2).toReversed(), '{ ...F0 }'].join(' '),
    ],
    ['each named often', within(4, 20)],
    ['a long chain', within(2_000, 1)],
    ['fields within fields', nested(500)],
  ])('is refused: %s', (_, query) => {
    expect(() => refuseExpansion(parse(query))).toThrow('One request may cost')
  })

  it.each([
    ['few fragments', within(8, 2)],
    ['a chain', within(50, 1)],
    ['fields within fields', nested(50)],
    ['many fields', `{ ${'a '.repeat(10_000)}}`],
    // The language's own rules refuse it.
    ['one within itself', '{ ...F } fragment F on Query { ...F }'],
    ['none of that name', '{ ...F }'],
  ])('is not when it has %s', (_, query) => {
    expect(() => refuseExpansion(parse(query))).not.toThrow()
  })
})
