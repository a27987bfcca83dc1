import { describe, expect, it } from 'vitest'
import { describeFinding } from '../../../src/connectionTest/describeFinding'
import {
  answerFailure,
  certificateFailure,
  connectionFailure,
  nameFailure,
} from '../../../src/connectionTest/failures'
import { FINDINGS, type FindingCode, STEPS, stepOf } from '../../../src/connectionTest/findings'
import { judge } from '../../../src/connectionTest/verdict'
import { deskTranslations } from '../../../src/translations/en'

const isCode = (code: string): code is FindingCode => code in FINDINGS
const CODES = Object.keys(FINDINGS).filter(isCode)

const VALUES = {
  addresses: '203.0.113.7',
  code: 'ECONNRESET',
  days: 3,
  fields: 'price',
  host: '203.0.113.7',
  name: 'desk.example',
  port: 443,
  status: 418,
  times: 2,
  where: 'https://desk.example',
}

const url = new URL('https://desk.example/api/v1/vapi/webhook/the-token-of-a-client-1/')
const answer = (status: number, body = '', location = '') =>
  judge({ body, contentType: '', location, status }, url)

const failing = (code: string) => Object.assign(new Error('with the-token-of-a-client-1'), { code })

describe('each finding', () => {
  it.each(CODES)('%s has a sentence, all of whose gaps are filled', (code) => {
    const said = describeFinding({ code, values: VALUES }, 'en')
    expect(said).toMatch(/^.{12,}[.]$/)
    expect(said).not.toContain('{{')
    expect(STEPS).toContain(stepOf(code))
  })

  it('has no sentence too many', () => {
    expect(Object.keys(deskTranslations.en.desk.line).sort()).toEqual([...CODES].sort())
  })

  it('is said in the language of the reader, and in English where there is none', () => {
    const english = describeFinding({ code: 'callStored' }, 'en')
    expect(describeFinding({ code: 'callStored' }, 'de')).toMatch(
      /^Der Anruf ist einmal gespeichert/,
    )
    expect(describeFinding({ code: 'callStored' }, 'ja')).toBe(english)
  })
})

describe('a failure of the network', () => {
  it.each([
    ['ENOTFOUND', 'nameUnknown'],
    ['EAI_AGAIN', 'nameUnasked'],
  ])('in the name: %s', (code, finding) => {
    expect(nameFailure(failing(code), 'desk.example').code).toBe(finding)
  })

  it.each([
    ['ECONNREFUSED', 'connectionRefused'],
    ['EHOSTUNREACH', 'connectionUnreachable'],
    ['ENETUNREACH', 'connectionUnreachable'],
    ['ETIMEDOUT', 'connectionTimeout'],
    ['EPERM', 'connectionOther'],
  ])('in the connection: %s', (code, finding) => {
    expect(connectionFailure(failing(code), { host: '203.0.113.7', port: 443 }).code).toBe(finding)
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'certificateExpired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificateSelfSigned'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificateUnknownIssuer'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificateUnknownIssuer'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateWrongName'],
    ['EPROTO', 'certificateOther'],
  ])('in the certificate: %s', (code, finding) => {
    expect(certificateFailure(failing(code), 'desk.example').code).toBe(finding)
  })

  it('in the answer, and never with what the error says', () => {
    expect(answerFailure(failing('ECONNRESET')).code).toBe('answerClosed')
    expect(answerFailure(failing('ERR_INVALID_CHAR')).code).toBe('answerUnsendable')
    const time = new DOMException('over', 'TimeoutError')
    expect(answerFailure(time).code).toBe('answerTimeout')
    expect(connectionFailure(time, { host: '', port: 1 }).code).toBe('connectionTimeout')
    const findings = [answerFailure, (error: unknown) => nameFailure(error, '')].map((explain) =>
      explain(failing('EVERYTHING')),
    )
    expect(JSON.stringify(findings)).not.toContain('the-token')
  })
})

describe('an answer', () => {
  it('by the contract is the desk’s', () => {
    expect(answer(200, '{"received":true,"state":"stored"}').code).toBe('answerReceived')
    expect(answer(200, '{"received":true,"state":"merged"}').code).toBe('answerReceived')
    expect(answer(201, '{"received":true,"state":"stored"}').code).toBe('answerPage')
    expect(answer(200, '{"received":true,"state":"lost"}').code).toBe('answerPage')
  })

  it('that repeats the token in a redirect is told without it', () => {
    for (const location of [url.href, `${url.pathname}x`, `//other.example${url.pathname}`, '::']) {
      expect(JSON.stringify(answer(302, '', location))).not.toContain('the-token')
    }
  })

  it.each([
    ['https://login.example/', 'answerRedirectLogin'],
    ['/signin?next=x', 'answerRedirectLogin'],
    ['https://auth.example/oauth2/start', 'answerRedirectLogin'],
    ['https://www.desk.example/', 'answerRedirect'],
    ['https://author.example/', 'answerRedirect'],
    ['', 'answerRedirect'],
  ])('that redirects to %s', (location, code) => {
    expect(answer(307, '', location).code).toBe(code)
  })
})
