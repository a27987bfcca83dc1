import { describe, expect, it } from 'vitest'
import { callerOf, phoneOf } from '../../../src/components/shared/caller'

describe('a caller', () => {
  it.each([
    [{ customerName: ' Ada \n Example ', customerPhone: '+12025550146' }, 'Ada Example'],
    [{ customerName: ' ', customerPhone: '+12025550146' }, '+1 202 555 0146'],
    [{ customerName: null, customerPhone: 'sip:reception' }, 'sip:reception'],
    [{ customerName: null, customerPhone: null }, null],
    [{}, null],
  ])('%j is called %s', (call, name) => {
    expect(callerOf(call)).toBe(name)
  })
})

describe('a phone number', () => {
  it.each([
    ['+12025550146', { dial: '+12025550146', text: '+1 202 555 0146' }],
    ['+4930123456', { dial: '+4930123456', text: '+49 30 123456' }],
    ['reception', { dial: null, text: 'reception' }],
    ['', null],
    [null, null],
  ])('%s', (value, phone) => {
    expect(phoneOf(value)).toEqual(phone)
  })
})
