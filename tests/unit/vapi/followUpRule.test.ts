import { describe, expect, it } from 'vitest'
import {
  DEFAULT_RULE,
  followUpRuleSchema,
  outcomeKey,
  readRule,
  tidyRule,
} from '../../../src/vapi/followUpRule'

describe('the key of an outcome', () => {
  it.each([
    ['callback requested', 'callback requested'],
    [' Callback  Requested\n', 'callback requested'],
    ['callback_requested', 'callback requested'],
    ['CALLBACK-REQUESTED', 'callback requested'],
    ['Rückruf gewünscht', 'rückruf gewünscht'],
    ['Ru\u0308ckruf gewu\u0308nscht', 'rückruf gewünscht'],
    ['RÜCKRUF GEWÜNSCHT', 'rückruf gewünscht'],
    ['__', ''],
  ])('ignores case, and what separates words: %j', (outcome, key) => {
    expect(outcomeKey(outcome)).toBe(key)
  })
})

describe('a stored rule', () => {
  it.each([null, undefined])('is the default one for %s', (value) => {
    expect(readRule(value)).toEqual(DEFAULT_RULE)
  })

  it('can be off', () => {
    expect(readRule({ endings: [], outcomes: [] })).toEqual({ endings: [], outcomes: [] })
  })

  it('has each outcome once, by its key', () => {
    expect(
      tidyRule({
        endings: ['error', 'error'],
        outcomes: ['Quote requested', 'quote_requested', '-'],
      }),
    ).toEqual({ endings: ['error'], outcomes: ['quote requested'] })
  })

  it.each([
    'callback',
    [],
    { outcomes: ['x'] },
    { endings: ['exploded'], outcomes: [] },
    { endings: [], more: 1, outcomes: [] },
    { endings: [], outcomes: [''] },
    { endings: [], outcomes: Array.from({ length: 51 }, (_, n) => `outcome ${n}`) },
    { endings: [], outcomes: ['x'.repeat(201)] },
  ])('opens nothing if it is none: %j', (value) => {
    expect(followUpRuleSchema.safeParse(value).success).toBe(false)
    expect(readRule(value)).toEqual({ endings: [], outcomes: [] })
  })

  it('is written as it is compared, in the default one too', () => {
    expect(tidyRule(DEFAULT_RULE)).toEqual(DEFAULT_RULE)
  })
})
