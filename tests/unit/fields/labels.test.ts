import { describe, expect, it } from 'vitest'
import { orderOutcomes } from '../../../src/fields/orderOutcomes'
import { outcomeLabel, outcomeOf, shownOutcome } from '../../../src/fields/outcomeLabel'
import { presetOf } from '../../../src/fields/presetOf'
import { formerFields, shownFields } from '../../../src/fields/shownFields'
import { DEFAULT_RULE, tidyRule } from '../../../src/vapi/followUpRule'
import type { Outcome, OwnField } from '../../../src/vapi/mapping/mapping'

const OUTCOMES: Outcome[] = [
  { colour: 'green', followUp: false, key: 'booked', label: 'Termin gebucht' },
  { colour: 'amber', followUp: true, key: 'call_back', label: 'Rückruf' },
]

describe('the label of an outcome', () => {
  it.each([
    ['booked', 'Termin gebucht'],
    [' BOOKED ', 'Termin gebucht'],
    ['call_back', 'Rückruf'],
    ['Call back', 'Rückruf'],
    ['call-back', 'Rückruf'],
    ['rebooked', 'rebooked'],
    [' Other words ', 'Other words'],
    ['_', '_'],
    ['', ''],
    ['  ', ''],
    [null, ''],
    [undefined, ''],
  ])('of %j is %j', (stored, label) => {
    expect(outcomeLabel(OUTCOMES, stored)).toBe(label)
  })

  it('has a colour only where it is the desk’s', () => {
    expect(shownOutcome(OUTCOMES, 'booked')).toEqual({ colour: 'green', text: 'Termin gebucht' })
    expect(shownOutcome(OUTCOMES, 'other')).toEqual({ colour: null, text: 'other' })
    expect(shownOutcome(OUTCOMES, null)).toBeNull()
    expect(outcomeOf(OUTCOMES, 'CALL BACK')?.followUp).toBe(true)
    expect(outcomeOf(OUTCOMES, '-')).toBeUndefined()
  })

  it('puts the desk’s outcomes first and in their order, and keeps that of others', () => {
    const rows = ['other', 'Call back', null, 'booked', 'more'].map((outcome) => ({ outcome }))
    expect(orderOutcomes(OUTCOMES, rows).map(({ outcome }) => outcome)).toEqual([
      'booked',
      'Call back',
      'other',
      null,
      'more',
    ])
    expect(orderOutcomes([], rows)).toEqual(rows)
  })

  it('is not what the desk’s own rule has: that is by the key', () => {
    expect(presetOf(OUTCOMES)).toEqual(
      tidyRule({ ...DEFAULT_RULE, outcomes: [...DEFAULT_RULE.outcomes, 'call back'] }),
    )
    expect(presetOf([])).toBeNull()
    expect(presetOf(OUTCOMES.slice(0, 1))).toBeNull()
  })
})

describe('the own fields of a call', () => {
  const field = (key: string, label: string, type: OwnField['type'] = 'text'): OwnField => ({
    choices: [],
    key,
    label,
    sources: [],
    type,
  })
  const fields = [
    field('party', 'Party', 'number'),
    field('vip', 'VIP', 'yes_no'),
    field('note', 'Note'),
  ]
  const words = { currency: null, locale: 'en', no: 'No', timezone: 'UTC', yes: 'Yes' }
  const values = { former: 'left over', note: '', party: 4, vip: false }

  it('are those with a value, in the order of the client’s fields', () => {
    expect(shownFields({ fields, values, words })).toEqual([
      { key: 'party', label: 'Party', value: '4' },
      { key: 'vip', label: 'VIP', value: 'No' },
    ])
  })

  it('whose field is gone are under their keys', () => {
    expect(formerFields({ fields, values, words })).toEqual([
      { key: 'former', label: 'former', value: 'left over' },
    ])
  })

  it.each([null, undefined, [], 'x', 3])('are none in %j', (none) => {
    expect(shownFields({ fields, values: none, words })).toEqual([])
    expect(formerFields({ fields, values: none, words })).toEqual([])
  })
})
