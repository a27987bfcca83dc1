import { nanoid } from 'nanoid'
import { describe, expect, it } from 'vitest'
import { MASK } from '../../../src/vapi/mask'
import { OwnSecrets } from '../../../src/vapi/ownSecrets'

const TOKENS = [
  ...Array.from({ length: 200 }, () => nanoid(40)),
  // Pasted ones, and such whose forms in Base64 may hold no capital letter.
  'hijklmnopqrstuvwxyzhijklmnopqrstuvwxyz',
  'zzzzzzzzzzzzzzzzzzzzzzzz',
  'client-one-webhook-token',
  '~~~~~~~~~~~~~~~~~~~~~~~~',
  '00000000000000000000000000',
  'hahihahihahihahihahihahi',
]

describe('a client’s own token in Base64', () => {
  it.each(['base64', 'base64url'] as const)('is masked wherever it begins, as %s', (encoding) => {
    for (const token of TOKENS) {
      for (const before of ['', 'a', 'ab', 'abc', 'https://desk.example/api/v1/vapi/webhook/']) {
        for (const after of ['', '/', '","x":1', 'äö']) {
          const text = Buffer.from(before + token + after).toString(encoding)
          for (const stored of [text, `see data:text/plain;base64,${text} here`]) {
            const masked = new OwnSecrets(token).mask(stored)
            expect(masked, `${token} between ${before} and ${after}`).toContain(MASK)
            expect(Buffer.from(masked.replaceAll(MASK, ''), encoding).toString()).not.toContain(
              token,
            )
          }
        }
      }
    }
  })

  it('is masked for secrets beyond ASCII too', () => {
    for (const secret of [
      'schlüsselwörterüberall',
      'зашифрованный-ключ-клиента',
      '秘密の鍵秘密の鍵秘密',
    ]) {
      for (const before of ['', 'a', 'ab']) {
        const text = Buffer.from(`${before}${secret}!`).toString('base64')
        expect(new OwnSecrets('', [secret]).mask(text)).toContain(MASK)
      }
    }
  })

  it('takes nothing from addresses, ids and hashes', () => {
    const own = new OwnSecrets(nanoid(40))
    for (const text of [
      'https://storage.example/0190f2f0-0000-7000-8000-0000000000aa-1732790000000-0190f2f0-mono.wav',
      'a'.repeat(200),
      'A1b2'.repeat(50),
      'x'.repeat(1_000_000),
    ]) {
      expect(own.mask(text)).toBe(text)
    }
  })
})
