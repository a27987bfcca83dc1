import { describe, expect, it } from 'vitest'
import { generateToken, isTokenShaped } from '../../../src/vapi/token'

describe('token', () => {
  it('is 40 URL-safe characters and never the same', () => {
    const tokens = Array.from({ length: 200 }, generateToken)
    expect(new Set(tokens).size).toBe(200)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{40}$/)
  })

  it('accepts its own and pasted tokens of 20 to 128 unreserved characters', () => {
    expect(isTokenShaped(generateToken())).toBe(true)
    expect(isTokenShaped('a.b~c-d_e.'.repeat(2))).toBe(true)
    expect(isTokenShaped('x'.repeat(128))).toBe(true)
  })

  it('refuses everything else', () => {
    for (const value of ['x'.repeat(19), 'x'.repeat(129), `${'x'.repeat(20)}\n`, 'a/'.repeat(15)]) {
      expect(isTokenShaped(value)).toBe(false)
    }
    for (const value of [null, undefined, 20, {}, ['x'.repeat(30)]]) {
      expect(isTokenShaped(value)).toBe(false)
    }
  })
})
