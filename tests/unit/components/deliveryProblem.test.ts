import { describe, expect, it } from 'vitest'
import { EXPLANATIONS, UNEXPLAINED } from '../../../src/components/DeliveryProblem/explanations'
import { PROBLEMS, problemCode } from '../../../src/vapi/problems'
import { englishDesk } from './englishDesk'

const { t } = englishDesk()
const isCode = (code: string): code is keyof typeof EXPLANATIONS => code in EXPLANATIONS

describe('the problem of a delivery', () => {
  it.each(Object.entries(PROBLEMS))(
    'is explained in four sentences of its own: %s',
    (code, sentence) => {
      expect(problemCode(sentence)).toBe(code)
      if (!isCode(code)) throw new Error(`${code} has no words`)
      for (const key of Object.values(EXPLANATIONS[code])) {
        expect(t(key)).not.toBe(key)
        expect(t(key)).toMatch(/^[A-Z].*[.)]$/)
      }
    },
  )

  it('says what happened in words that no other problem has', () => {
    const said = Object.values(EXPLANATIONS).map(({ what }) => t(what))
    expect(new Set(said).size).toBe(Object.keys(PROBLEMS).length)
  })

  it('is known in the words of earlier versions', () => {
    expect(problemCode('The report names no call.')).toBe('no_call_id')
    expect(problemCode('The body holds more than 100 messages.')).toBe('too_many_messages')
  })

  it('has words too where no version of the desk knows it', () => {
    expect(problemCode('Anything else.')).toBeUndefined()
    for (const key of Object.values(UNEXPLAINED)) expect(t(key)).not.toBe(key)
  })
})
