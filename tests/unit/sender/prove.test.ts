import { describe, expect, it } from 'vitest'
import { proofHeaders } from '../../../src/sender/prove'
import { senderSchema } from '../../../src/sender/settings'
import { checkProof } from '../../../src/sender/verify'

const url = 'https://desk.example/api/v1/vapi/webhook/token/'
const now = new Date('2026-11-22T12:00:00Z')

const check = (settings: Record<string, unknown>, changes: Partial<{ body: string }> = {}) => {
  const sender = senderSchema.parse({ secret: 'the-secret-of-the-sender', ...settings })
  const body = '{"message":{}}'
  const headers = new Headers(proofHeaders(sender, { body, now, url }))
  return checkProof(sender, {
    body: Buffer.from(changes.body ?? body),
    header: (name) => headers.get(name),
    method: 'POST',
    now,
    urls: () => [url],
  })
}

describe('what a test call proves itself by is what the desk accepts', () => {
  it.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['a secret', { verification: 'secret' }],
    ['a signature', { verification: 'hmac' }],
    ['one with a prefix, in Base64', { encoding: 'base64', prefix: 'v1,', verification: 'hmac' }],
    ['one with a space in its prefix', { prefix: 'HMAC ', verification: 'hmac' }],
    [
      'SHA-1 over the body alone',
      { algorithm: 'sha1', payloadFormat: '{body}', verification: 'hmac' },
    ],
    [
      'Svix’s',
      {
        payloadFormat: '{svix-id}.{timestamp}.{body}',
        secret: 'whsec_dGhlLXNlY3JldC1vZi10aGUtc2VuZGVy',
        secretIsBase64: true,
        verification: 'hmac',
      },
    ],
    [
      'the address and the method',
      { payloadFormat: '{method} {url} {body}', verification: 'hmac' },
    ],
  ])('%s', (_, settings) => {
    expect(check(settings)).toBe(null)
  })

  it('and only for that very body', () => {
    expect(check({ verification: 'hmac' }, { body: '{}' })).toBe('signature_wrong')
  })

  it('a client without a guard needs none', () => {
    expect(proofHeaders(null, { body: '', now, url })).toEqual({})
  })
})
