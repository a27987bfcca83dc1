import { createHmac } from 'node:crypto'
import { jwtSign } from 'payload'
import { describe, expect, it } from 'vitest'
import { signedUser } from '../../../src/readLimit/signedUser'

const SECRET = 'the secret of tests'
const NOW = Date.now()

/** As Payload signs. */
const sign = async (claims: Record<string, unknown>, secret = SECRET, seconds = 60) =>
  (await jwtSign({ fieldsToSign: claims, secret, tokenExpiration: seconds })).token

describe('whose token it is', () => {
  it('is who the desk has signed it for', async () => {
    expect(signedUser(await sign({ id: 'one' }), SECRET, NOW)).toBe('one')
  })

  it('is nobody when somebody else has signed it, or nobody has', async () => {
    expect(signedUser(await sign({ id: 'one' }, 'another secret'), SECRET, NOW)).toBeNull()
    const [head, body] = (await sign({ id: 'one' })).split('.')
    for (const made of [
      `${head}.${body}.`,
      `${head}.${body}`,
      '..',
      '',
      'a.b.c',
      `${head}.${body}.AA`,
    ]) {
      expect(signedUser(made, SECRET, NOW)).toBeNull()
    }
  })

  it('is nobody any more when it has expired', async () => {
    expect(signedUser(await sign({ id: 'one' }, SECRET, -1), SECRET, NOW)).toBeNull()
  })

  it('is nobody when it says nothing that can be read', () => {
    const signed = (body: string) =>
      `e30.${body}.${createHmac('sha256', SECRET).update(`e30.${body}`).digest('base64url')}`
    for (const text of ['{', '[]', '{"id":1,"exp":9999999999}', '{"id":"one"}']) {
      const body = Buffer.from(text).toString('base64url')
      expect(signedUser(signed(body), SECRET, NOW)).toBeNull()
    }
  })
})
