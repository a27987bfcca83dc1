import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { senderProblems } from '../../../src/sender/problems'
import { senderSchema } from '../../../src/sender/settings'
import { keyOf } from '../../../src/sender/signature'

const problemsOf = (secret: string) =>
  senderProblems(
    senderSchema.parse({ secret, secretIsBase64: true, verification: 'hmac' }),
    '',
  ).map(({ field, message }) => [field, message])

const TOO_FEW = [['secret', 'Use at least 8 bytes: these characters stand for fewer.']]

describe('a secret in Base64', () => {
  it.each(['whsec_--', 'whsec_==', 'whsec_AAAAAA', 'AAAAAAAA', 'AAAAAAAAAA', '/_/_/_/_'])(
    'is refused where it stands for fewer than 8 bytes: %s',
    (secret) => {
      expect(problemsOf(secret)).toEqual(TOO_FEW)
    },
  )

  it('is judged by the bytes that sign, however it is written', () => {
    const written = fc.tuple(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom('base64', 'base64url'),
      fc.constantFrom('', 'whsec_'),
    )
    fc.assert(
      fc.property(written, ([bytes, encoding, prefix]) => {
        const secret = prefix + Buffer.from(bytes).toString(encoding)
        // Shorter ones are refused for their length.
        fc.pre(secret.length >= 8)
        expect(keyOf({ secret, secretIsBase64: true })).toEqual(Buffer.from(bytes))
        expect(problemsOf(secret)).toEqual(bytes.length < 8 ? TOO_FEW : [])
      }),
    )
  })
})
