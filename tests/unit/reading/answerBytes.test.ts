import { describe, expect, it } from 'vitest'
import {
  bytesUpTo,
  isTooLarge,
  refuseFullAnswer,
  takeAnswerBytes,
} from '../../../src/graphql/answerBytes'

const MB = 1_000_000
const text = (megabytes: number): string => 'x'.repeat(megabytes * MB)

describe('what one request reads for its answer', () => {
  it('is counted together, each value as often as the answer holds it', () => {
    const req = { context: {} }
    expect(takeAnswerBytes(req, { copies: 2, value: { docs: [{ a: text(10) }] } })).toBe(true)
    expect(() => refuseFullAnswer(req)).not.toThrow()
    expect(takeAnswerBytes(req, { copies: 2, value: { docs: [{ a: text(10) }] } })).toBe(false)
    expect(() => refuseFullAnswer(req)).toThrow('This page would hold more')
    const other = { context: {} }
    expect(() => refuseFullAnswer(other)).not.toThrow()
  })

  it('may be one thing as large as it is, once', () => {
    expect(takeAnswerBytes({ context: {} }, { copies: 1, value: text(40) })).toBe(true)
    expect(takeAnswerBytes({ context: {} }, { copies: 2, value: text(40) })).toBe(false)
  })

  it('is too large to be made into text when it holds much many times', () => {
    const long = text(1)
    const holding = (count: number) => ({ docs: Array.from({ length: count }, () => ({ long })) })
    expect(isTooLarge(holding(50))).toBe(false)
    expect(isTooLarge(holding(70))).toBe(true)
  })

  it('is about as long as its JSON, and looked at no further than that matters', () => {
    const value = { a: [1, 'two', null], b: { c: true }, d: new Date(0) }
    expect(bytesUpTo(1_000, value)).toBeGreaterThan(JSON.stringify(value).length / 2)
    expect(bytesUpTo(1_000, value)).toBeLessThan(JSON.stringify(value).length * 2)
    expect(
      bytesUpTo(
        10,
        Array.from({ length: 1_000 }, () => 'x'),
      ),
    ).toBeLessThan(10_000)
  })
})
