import { describe, expect, it } from 'vitest'
import {
  choiceOfRule,
  endingInput,
  listedOutcomes,
  outcomeInput,
  parseRuleForm,
} from '../../../../src/portal/settings/rule'
import { DEFAULT_RULE, followUpRuleSchema } from '../../../../src/vapi/followUpRule'

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
    expect(listedOutcomes(rule, ['Booked', 'No interest'])).toEqual([
      { isChosen: true, outcome: 'Booked' },
      { isChosen: false, outcome: 'No interest' },
      { isChosen: true, outcome: 'complaint' },
    ])
    expect(listedOutcomes(null, []).map(({ outcome }) => outcome)).toEqual(DEFAULT_RULE.outcomes)
  })
})
