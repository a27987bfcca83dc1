import { describe, expect, it } from 'vitest'
import {
  choiceOfRule,
  endingInput,
  listedOutcomes,
  MOST_OUTCOMES,
  outcomeInput,
  parseRuleForm,
  presetLabels,
} from '../../../../src/portal/settings/rule'
import { DEFAULT_RULE, followUpRuleSchema } from '../../../../src/vapi/followUpRule'
import type { Outcome } from '../../../../src/vapi/mapping/mapping'

describe('the form of the to-do rule', () => {
  it('stores null for the usual rule, and an empty one for none', () => {
    expect(parseRuleForm({ choice: 'default', [outcomeInput(0)]: 'booked' })).toEqual({
      rule: null,
    })
    expect(parseRuleForm({ choice: 'off', [outcomeInput(0)]: 'booked' })).toEqual({
      rule: { endings: [], outcomes: [] },
    })
  })

  it('stores the boxes that are ticked and the lines that were written, each once', () => {
    const read = parseRuleForm({
      choice: 'own',
      [endingInput('no_answer')]: 'on',
      [endingInput('voicemail')]: '',
      more: ' Complaint \n\nCALLBACK_requested\n',
      [outcomeInput(2)]: 'Callback requested',
    })
    expect(read).toEqual({
      rule: { endings: ['no_answer'], outcomes: ['Callback requested', 'Complaint'] },
    })
    expect('rule' in read && followUpRuleSchema.safeParse(read.rule).success).toBe(true)
  })

  it.each([
    ['nothing', { choice: 'own' }, 'nothing'],
    ['an outcome that is too long', { choice: 'own', more: 'x'.repeat(201) }, 'long'],
    [
      'too many outcomes',
      { choice: 'own', more: Array.from({ length: 51 }, (_, n) => `outcome ${n}`).join('\n') },
      'many',
    ],
  ])('refuses %s', (_, typed, problem) => {
    expect(parseRuleForm(typed)).toEqual({ problem })
  })

  it('knows which choice a stored rule is', () => {
    expect(choiceOfRule(null)).toBe('default')
    expect(choiceOfRule({ endings: [], outcomes: [] })).toBe('off')
    expect(choiceOfRule(DEFAULT_RULE)).toBe('own')
  })

  it('lists the outcomes of the last calls and those of the rule, however they are spelled', () => {
    const rule = { endings: [], outcomes: ['booked', 'complaint'] }
    expect(listedOutcomes(rule, ['Booked', 'No interest'], [])).toEqual([
      { isChosen: true, label: 'Booked', outcome: 'Booked' },
      { isChosen: false, label: 'No interest', outcome: 'No interest' },
      { isChosen: true, label: 'complaint', outcome: 'complaint' },
    ])
    expect(listedOutcomes(null, [], []).map(({ outcome }) => outcome)).toEqual(
      DEFAULT_RULE.outcomes,
    )
  })

  it('lists the desk’s outcomes first, under their labels, and ticks those of its own rule', () => {
    const own: Outcome[] = [
      { colour: 'green', followUp: false, key: 'booked', label: 'Termin' },
      { colour: 'red', followUp: true, key: 'complaint', label: 'Beschwerde' },
      { colour: 'grey', followUp: true, key: 'callback', label: 'Rückruf' },
    ]
    expect(listedOutcomes(null, ['BOOKED', 'Question'], own)).toEqual([
      { isChosen: false, label: 'Termin', outcome: 'booked' },
      { isChosen: true, label: 'Beschwerde', outcome: 'complaint' },
      { isChosen: true, label: 'Rückruf', outcome: 'callback' },
      { isChosen: false, label: 'Question', outcome: 'Question' },
      { isChosen: true, label: 'callback requested', outcome: 'callback requested' },
    ])
    expect(presetLabels(own)).toEqual(['Beschwerde'])
    expect(presetLabels([])).toEqual([])
  })

  it('leaves out no outcome of the rule, however many others there are', () => {
    const outcomes = Array.from({ length: 50 }, (_, n) => `of the rule ${n}`)
    const recent = Array.from({ length: 20 }, (_, n) => `recent ${n}`)
    const listed = listedOutcomes({ endings: [], outcomes }, recent, [])
    expect(listed).toHaveLength(MOST_OUTCOMES)
    expect(listed.filter(({ isChosen }) => isChosen)).toHaveLength(50)
  })
})
