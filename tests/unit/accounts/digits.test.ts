import { describe, expect, it } from 'vitest'
import { digitsHash, newDigits, plainDigits } from '../../../src/accounts/mailSignIn/digits'

describe('the digits of a mail', () => {
  it('are six, also those that begin with zeros', () => {
    const all = Array.from({ length: 2_000 }, newDigits)
    for (const digits of all) expect(digits).toMatch(/^\d{6}$/)
    expect(new Set(all).size).toBeGreaterThan(1_900)
    expect(all.some((digits) => digits.startsWith('0'))).toBe(true)
  })

  it.each([
    ['048213', '048213'],
    [' 048 213\n', '048213'],
    ['048-213', '048213'],
    ['０４８２１３', '048213'],
  ])('are read from %j as they are typed or pasted', (typed, digits) => {
    expect(plainDigits(typed)).toBe(digits)
  })

  it.each(['', '04821', '0482134', '04821a', '04.213', '+48213', '１', '0x1234'])(
    'are not %j',
    (typed) => {
      expect(plainDigits(typed)).toBeNull()
    },
  )

  it('have another hash in another browser and under another secret', () => {
    const one = { browserHash: 'a', digits: '048213', secret: 'one' }
    const hashes = [
      one,
      { ...one, browserHash: 'b' },
      { ...one, secret: 'two' },
      { ...one, digits: '048214' },
    ]
    expect(new Set(hashes.map(digitsHash)).size).toBe(4)
    expect(digitsHash(one)).toMatch(/^[0-9a-f]{64}$/)
  })
})
