import { describe, expect, it } from 'vitest'
import { GAP_CAUSES, GAP_PROBLEMS } from '../../../src/vapiAccount/completeness/completeness'
import { type AccountChecks, knowledgeOf } from '../../../src/vapiAccount/completeness/knowledge'
import { differencesOf } from '../../../src/vapiAccount/crossCheck/differences'
import { SIGNALS } from '../../../src/vapiAccount/drift/signals'
import { FILL_PROBLEMS } from '../../../src/vapiAccount/recovery/problems'

const NOW = new Date('2026-11-29T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

const account = (over: Partial<AccountChecks> = {}): AccountChecks => ({
  createdAt: ago(100_000),
  freshAt: ago(5),
  hasKey: true,
  isIncomplete: false,
  status: 'ok',
  statusSince: null,
  wholeAt: ago(600),
  ...over,
})

describe('what is known of calls at Vapi', () => {
  it('is nothing, and no problem, without accounts', () => {
    expect(knowledgeOf([], NOW)).toEqual({
      checkedAt: null,
      isAlarm: false,
      problem: null,
      unknownSince: null,
    })
  })

  it.each<[string, Partial<AccountChecks>, object]>([
    ['a recent check', {}, { checkedAt: ago(5), problem: null, unknownSince: null }],
    [
      'a whole check that is newer than that of fresh calls',
      { wholeAt: ago(2) },
      { checkedAt: ago(2) },
    ],
    [
      'only fresh calls, which prove nothing',
      { wholeAt: null },
      { checkedAt: null, problem: 'never', unknownSince: null },
    ],
    [
      'checks that stopped',
      { freshAt: ago(61) },
      { checkedAt: ago(61), problem: 'late', unknownSince: ago(61) },
    ],
    ['checks of an hour ago', { freshAt: ago(60) }, { problem: null }],
    [
      'a key that was refused before any check',
      { freshAt: null, status: 'key_refused', statusSince: ago(9), wholeAt: null },
      { problem: 'key_refused', unknownSince: ago(9) },
    ],
    [
      'a list that could not be read to its end',
      { isIncomplete: true },
      { problem: 'incomplete', unknownSince: ago(600) },
    ],
    ['no whole check for three days', { wholeAt: ago(3 * 1440 + 1) }, { isAlarm: true }],
    ['a whole check of yesterday', { wholeAt: ago(1440) }, { isAlarm: false }],
    [
      'an account that is new',
      { createdAt: ago(60), freshAt: null, wholeAt: null },
      { isAlarm: false },
    ],
  ])('with %s', (_, over, expected) => {
    expect(knowledgeOf([account(over)], NOW)).toMatchObject(expected)
  })

  it('of several accounts is that of the one that is known worst', () => {
    const good = account()
    const late = account({ freshAt: ago(90) })
    expect(knowledgeOf([good, late], NOW)).toMatchObject({
      checkedAt: ago(90),
      problem: 'late',
      unknownSince: ago(90),
    })
    expect(knowledgeOf([late, account({ wholeAt: null })], NOW)).toMatchObject({
      checkedAt: null,
      problem: 'never',
      unknownSince: ago(90),
    })
  })
})

describe('the causes and problems of gaps', () => {
  it('are those of the set-up and of fetching', () => {
    const known: readonly string[] = [...SIGNALS, 'refused', 'unknown']
    expect(GAP_CAUSES.filter((cause) => !known.includes(cause))).toEqual([])
    expect(known.filter((each) => GAP_CAUSES.every((cause) => cause !== each)).sort()).toEqual([
      'calls_missing',
      // Posts without the credential are the cause `refused`.
      'credential_not_allowed',
      'key_refused',
      'left_behind',
    ])
    expect([...GAP_PROBLEMS].sort()).toEqual([...FILL_PROBLEMS].sort())
  })
})

describe('the comparison of Vapi’s statistics with its list', () => {
  it('sums days and states by assistant, and leaves out what is equal', () => {
    expect(
      differencesOf(
        [
          { assistantID: 'a', calls: 3 },
          { assistantID: 'a', calls: 2 },
          { assistantID: 'b', calls: 4 },
          { assistantID: null, calls: 1 },
          { assistantID: 'only counted', calls: 9 },
        ],
        [
          { assistantID: 'a', calls: 5 },
          { assistantID: 'b', calls: 3 },
          { assistantID: null, calls: 1 },
          { assistantID: 'only listed', calls: 2 },
        ],
      ),
    ).toEqual([
      { assistantID: 'only counted', listed: 0, statistics: 9 },
      { assistantID: 'only listed', listed: 2, statistics: 0 },
      { assistantID: 'b', listed: 3, statistics: 4 },
    ])
  })

  it('keeps a limited number', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      assistantID: `assistant-${index}`,
      calls: index + 1,
    }))
    expect(differencesOf(many, [])).toHaveLength(200)
  })
})
