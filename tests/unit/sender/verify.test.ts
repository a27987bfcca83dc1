import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Sender, senderSchema } from '../../../src/sender/settings'
import { checkProof } from '../../../src/sender/verify'

const NOW = new Date('2026-11-22T12:00:00Z')
const SECONDS = String(NOW.getTime() / 1000)
const BODY = Buffer.concat([Buffer.from('{"a":"é"}'), Buffer.from([0xff, 0x00])])
const SECRET = 'a secret of the sender'

const sender = (settings: Partial<Record<keyof Sender, unknown>>): Sender =>
  senderSchema.parse({ secret: SECRET, verification: 'hmac', ...settings })

const check = (
  settings: Partial<Record<keyof Sender, unknown>>,
  headers: Record<string, string>,
  body: Uint8Array = BODY,
) =>
  checkProof(sender(settings), {
    body,
    header: (name) => headers[name] ?? null,
    method: 'POST',
    now: NOW,
    urls: () => ['https://desk.test/hook', 'https://desk.test/hook/'],
  })

const hmac = (
  parts: (string | Uint8Array)[],
  { algorithm = 'sha256', encoding = 'hex', key = SECRET as string | Buffer } = {},
) => {
  const made = createHmac(algorithm, key)
  for (const part of parts) made.update(part)
  return made.digest(encoding === 'base64' ? 'base64' : 'hex')
}

describe('no verification', () => {
  it('accepts anybody', () => {
    expect(check({ secret: null, verification: null }, {})).toBe(null)
  })
})

describe('a shared secret', () => {
  const shared = { verification: 'secret' }

  it.each([
    [{ 'x-vapi-secret': SECRET }],
    [{ authorization: `Bearer ${SECRET}` }],
    [{ authorization: `bearer ${SECRET}` }],
    [{ authorization: 'Bearer other', 'x-vapi-secret': SECRET }],
  ])('is accepted in %j', (headers) => {
    expect(check(shared, headers)).toBe(null)
  })

  it.each([
    [{}, 'secret_missing'],
    [{ authorization: SECRET }, 'secret_missing'],
    [{ authorization: `Basic ${SECRET}` }, 'secret_missing'],
    [{ 'x-vapi-secret': '' }, 'secret_wrong'],
    [{ 'x-vapi-secret': SECRET.slice(0, -1) }, 'secret_wrong'],
    [{ 'x-vapi-secret': `${SECRET} ` }, 'secret_wrong'],
    [{ authorization: `Bearer ${SECRET.toUpperCase()}` }, 'secret_wrong'],
  ])('is refused in %j: %s', (headers, reason) => {
    expect(check(shared, headers)).toBe(reason)
  })

  it('that is not set refuses everybody', () => {
    for (const secret of [null, '']) {
      expect(check({ ...shared, secret }, { 'x-vapi-secret': '' })).toBe('secret_wrong')
    }
  })
})

describe('an HMAC', () => {
  const signed = (parts: (string | Uint8Array)[], how = {}) => ({
    'x-signature': hmac(parts, how),
    'x-timestamp': SECONDS,
  })

  it('is checked as Vapi’s form has it by default, over the raw bytes', () => {
    expect(check({}, signed([`${SECONDS}.`, BODY]))).toBe(null)
    const decoded = Buffer.from(BODY.toString('utf8'))
    expect(check({}, signed([`${SECONDS}.`, decoded]))).toBe('signature_wrong')
    expect(check({}, signed([`${SECONDS}.`, BODY]), Buffer.from('{}'))).toBe('signature_wrong')
    expect(check({ secret: 'another secret' }, signed([`${SECONDS}.`, BODY]))).toBe(
      'signature_wrong',
    )
  })

  it.each(['sha256', 'sha512', 'sha1'])('may use %s, in hex and Base64', (algorithm) => {
    for (const encoding of ['hex', 'base64']) {
      const headers = signed([`${SECONDS}.`, BODY], { algorithm, encoding })
      expect(check({ algorithm, encoding }, headers)).toBe(null)
      expect(
        check({ algorithm: algorithm === 'sha1' ? 'sha256' : 'sha1', encoding }, headers),
      ).toBe('signature_wrong')
    }
  })

  it('may have another header, a prefix, and a secret in Base64', () => {
    const key = Buffer.from('0123456789abcdef')
    const settings = {
      payloadFormat: '{body}',
      prefix: 'sha256=',
      secret: key.toString('base64'),
      secretIsBase64: true,
      signatureHeader: 'X-Vapi-Signature',
    }
    const signature = hmac([BODY], { key })
    expect(check(settings, { 'x-vapi-signature': `sha256=${signature}` })).toBe(null)
    expect(check(settings, { 'x-vapi-signature': `sha256=${signature.toUpperCase()}` })).toBe(null)
    expect(check(settings, { 'x-vapi-signature': signature })).toBe('signature_wrong')
    expect(
      check({ ...settings, secretIsBase64: false }, { 'x-vapi-signature': `sha256=${signature}` }),
    ).toBe('signature_wrong')
  })

  it('is read as Svix sends it, with several signatures', () => {
    const key = Buffer.from('0123456789abcdef')
    const settings = {
      encoding: 'base64',
      payloadFormat: '{svix-id}.{timestamp}.{body}',
      prefix: 'v1,',
      secret: `whsec_${key.toString('base64')}`,
      secretIsBase64: true,
      signatureHeader: 'svix-signature',
      timestampHeader: 'svix-timestamp',
    }
    const signature = hmac([`msg_1.${SECONDS}.`, BODY], { encoding: 'base64', key })
    const headers = { 'svix-id': 'msg_1', 'svix-timestamp': SECONDS }
    const values = [`v1,${signature}`, `v1,AAAA v1,${signature}`, `v2,AAAA v1,${signature}`]
    for (const value of values) {
      expect(check(settings, { ...headers, 'svix-signature': value })).toBe(null)
    }
    expect(
      check(settings, { ...headers, 'svix-id': 'msg_2', 'svix-signature': `v1,${signature}` }),
    ).toBe('signature_wrong')
  })

  it('may cover method and address, in each form the address has', () => {
    const settings = { payloadFormat: '{method} {url} {body}' }
    for (const url of ['https://desk.test/hook', 'https://desk.test/hook/']) {
      expect(check(settings, { 'x-signature': hmac([`POST ${url} `, BODY]) })).toBe(null)
    }
    expect(check(settings, { 'x-signature': hmac(['POST https://else.test/hook ', BODY]) })).toBe(
      'signature_wrong',
    )
  })

  it.each([
    ['seconds', SECONDS, null],
    ['fractions of a second', `${SECONDS}.25`, null],
    ['milliseconds', String(NOW.getTime()), null],
    ['five minutes ago', String(NOW.getTime() / 1000 - 300), null],
    ['five minutes ahead', String(NOW.getTime() + 300_000), null],
    ['more than five minutes ago', String(NOW.getTime() / 1000 - 301), 'timestamp_stale'],
    ['more than five minutes ahead', String(NOW.getTime() + 300_001), 'timestamp_stale'],
    ['no number', 'now', 'timestamp_stale'],
    ['nothing', '', 'timestamp_stale'],
  ])('takes a signed timestamp of %s', (_, at, expected) => {
    const headers = { 'x-signature': hmac([`${at}.`, BODY]), 'x-timestamp': at }
    expect(check({}, headers)).toBe(expected)
  })

  it('needs the timestamp only where it is signed', () => {
    expect(check({}, { 'x-signature': hmac(['.', BODY]) })).toBe('timestamp_missing')
    expect(check({ payloadFormat: '{body}' }, { 'x-signature': hmac([BODY]) })).toBe(null)
  })

  it.each([
    [{}, 'signature_missing'],
    [{ 'x-signature': '' }, 'signature_wrong'],
    [{ 'x-signature': 'zz' }, 'signature_wrong'],
    [{ 'x-signature': 'ab' }, 'signature_wrong'],
  ])('is refused in %j: %s', (headers, reason) => {
    expect(check({ payloadFormat: '{body}' }, headers)).toBe(reason)
  })

  it('with an empty key refuses everybody', () => {
    const headers = { 'x-signature': hmac([BODY], { key: '' }) }
    for (const settings of [{ secret: '' }, { secret: '====', secretIsBase64: true }]) {
      expect(check({ payloadFormat: '{body}', ...settings }, headers)).toBe('signature_wrong')
    }
  })
})
