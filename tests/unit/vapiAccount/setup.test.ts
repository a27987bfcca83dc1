import { describe, expect, it } from 'vitest'
import { tokenIndex } from '../../../src/clients/tokenIndex'
import { senderSchema } from '../../../src/sender/settings'
import { deskAddress } from '../../../src/vapiAccount/setup/address'
import { authenticationPlan } from '../../../src/vapiAccount/setup/credential'
import { desiredMessages, desiredServer, isWritten } from '../../../src/vapiAccount/setup/desired'
import { shownURL } from '../../../src/vapiAccount/setup/plan'
import { whoseURL } from '../../../src/vapiAccount/setup/whose'

const TOKEN = 'a-token-of-twenty-or-more'
const URL_OF = (token: string, origin = 'https://desk.example') =>
  `${origin}/api/v1/vapi/webhook/${token}/`

describe('the address that is written', () => {
  it.each([
    ['', 'unset'],
    ['http://localhost:3000', 'local'],
    ['https://10.0.0.7', 'local'],
    ['https://desk.internal', 'local'],
    ['http://desk.example', 'plain'],
  ])('is none under %j', (serverURL, problem) => {
    expect(deskAddress({ config: { routes: { api: '/api' }, serverURL } })).toEqual({ problem })
  })

  it('is under SERVER_URL otherwise', () => {
    const config = { routes: { api: '/api' }, serverURL: 'https://desk.example/' }
    const address = deskAddress({ config })
    expect('urlFor' in address && address.urlFor(TOKEN)).toBe(URL_OF(TOKEN))
  })
})

describe('whose an address is', () => {
  const secret = 'a secret'
  const index = tokenIndex({ secret, token: TOKEN })
  const former = new Map([[tokenIndex({ secret, token: `${TOKEN}-former` }), '2026-12-01']])
  it.each([
    [null, 'nothing'],
    [' ', 'nothing'],
    [URL_OF(TOKEN), 'ours'],
    [URL_OF(TOKEN, 'https://other-domain.example').replace(/\/$/, ''), 'ours'],
    [URL_OF(`${TOKEN}-former`), 'former'],
    [URL_OF(`${TOKEN}-of-somebody`), 'other'],
    ['https://hooks.example/in', 'other'],
    ['not a URL', 'other'],
  ])('%j is %s', (url, kind) => {
    expect(whoseURL(url, { former, secret, tokenIndex: index }).kind).toBe(kind)
  })
})

describe('what is written', () => {
  it('adds the report to a list that somebody set, and keeps the rest', () => {
    expect(desiredMessages(null)).toEqual(['end-of-call-report'])
    expect(desiredMessages(['tool-calls'])).toEqual(['tool-calls', 'end-of-call-report'])
    expect(desiredMessages(['end-of-call-report', 'hang'])).toEqual(['end-of-call-report', 'hang'])
  })

  it('is there if nothing of it is missing, whatever Vapi adds', () => {
    const sender = senderSchema.parse({})
    const server = desiredServer({ credentialID: null, sender, url: URL_OF(TOKEN) })
    const patch = { server, serverMessages: ['end-of-call-report'] }
    const found = { server: { ...server, headers: {}, x: 1 }, serverMessages: patch.serverMessages }
    expect(isWritten(found, patch)).toBe(true)
    expect(isWritten({ ...found, serverMessages: null }, patch)).toBe(false)
    expect(isWritten({ ...found, server: { url: URL_OF(TOKEN) } }, patch)).toBe(false)
    expect(
      isWritten(
        { server: null, serverMessages: ['hang'] },
        { server: null, serverMessages: ['hang'] },
      ),
    ).toBe(true)
  })

  it('writes every field of a signature out', () => {
    const sender = senderSchema.parse({
      prefix: 'sha256=',
      secret: 'a long enough secret',
      verification: 'hmac',
    })
    expect(authenticationPlan(sender)).toEqual({
      algorithm: 'sha256',
      includeTimestamp: true,
      messageIdHeader: 'svix-id',
      payloadFormat: '{timestamp}.{body}',
      secretIsBase64: false,
      secretKey: 'a long enough secret',
      signatureEncoding: 'hex',
      signatureHeader: 'x-signature',
      signaturePrefix: 'sha256=',
      timestampHeader: 'x-timestamp',
      type: 'hmac',
    })
  })
})

it('shows an old address without the password in it', () => {
  expect(shownURL('https://user:pass@hooks.example/in?x=1')).toBe('https://hooks.example/in?x=1')
  expect(shownURL(null)).toBeNull()
})
