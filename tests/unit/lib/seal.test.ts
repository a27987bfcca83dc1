import { describe, expect, it } from 'vitest'
import { seal, unseal } from '../../../src/lib/seal'

const sealing = { purpose: 'a test', secret: 'a secret' }

describe('a sealed text', () => {
  it.each(['', 'a', 'Zoë’s Salon 💈', 'x'.repeat(5_000)])('opens again: %.20s', (text) => {
    const sealed = seal(text, sealing)
    expect(sealed).toMatch(/^[\w-]+$/)
    expect(unseal(sealed, sealing)).toBe(text)
  })

  it('looks different each time', () => {
    expect(seal('a', sealing)).not.toBe(seal('a', sealing))
  })

  it('does not open with another secret or for another purpose', () => {
    const sealed = seal('a', sealing)
    expect(unseal(sealed, { ...sealing, secret: 'another' })).toBeNull()
    expect(unseal(sealed, { ...sealing, purpose: 'another' })).toBeNull()
  })

  it('does not open when a single bit of it is changed, or when it is cut off', () => {
    const bytes = Buffer.from(seal('some text', sealing), 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (bytes[at] ?? 0) ^ 1
      expect(unseal(changed.toString('base64url'), sealing)).toBeNull()
      expect(unseal(bytes.subarray(0, at).toString('base64url'), sealing)).toBeNull()
    }
  })

  it.each(['', ' ', 'none', '%%%', 'A'.repeat(38)])('does not open what is none: %j', (text) => {
    expect(unseal(text, sealing)).toBeNull()
  })
})
