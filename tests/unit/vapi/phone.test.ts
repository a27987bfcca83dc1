import { describe, expect, it } from 'vitest'
import { phoneOrAsGiven, toE164 } from '../../../src/vapi/phone'

describe('phone', () => {
  it.each([
    ['+12025550146', '+12025550146'],
    [' +1 (202) 555-0146 ', '+12025550146'],
    ['+49 30 1234567', '+49301234567'],
    ['tel:+12025550146', '+12025550146'],
  ])('writes %s in E.164', (given, expected) => {
    expect(toE164(given)).toBe(expected)
  })

  it.each([
    '2025550146',
    'yes',
    'sip:caller@sip.example.com',
    '+1',
    'anonymous',
    '',
    '+12025550146 ext 5',
  ])('does not guess what %j means', (given) => {
    expect(toE164(given)).toBeNull()
    expect(phoneOrAsGiven(` ${given} `)).toBe(given)
  })
})
