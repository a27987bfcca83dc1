import { describe, expect, it } from 'vitest'
import { smtpOutcome } from '../../../src/notify/email/smtpOutcome'
import { twilioOutcome } from '../../../src/notify/sms/twilioOutcome'

const said = '550 5.1.1 <ada@client.example>: no such user, see https://evil.example'

describe('a failure of SMTP', () => {
  it.each([
    [
      { code: 'EENVELOPE', command: 'RCPT TO', response: said, responseCode: 550 },
      'The mail server refused the address (550 5.1.1).',
    ],
    [
      { code: 'EENVELOPE', command: 'RCPT TO', response: '554 Denied', responseCode: 554 },
      'The mail server refused the address (554).',
    ],
    [
      { code: 'EMESSAGE', command: 'DATA', response: '552-5.3.4 Too big', responseCode: 552 },
      'The mail server refused the mail (552 5.3.4).',
    ],
    [{ code: 'EENVELOPE', command: 'API' }, 'The address is not a valid email address.'],
    [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'The mail is too large for the mail server.'],
  ])('that is about this mail and final gives it up: %j', (error, problem) => {
    expect(smtpOutcome(Object.assign(new Error(said), error))).toEqual({ kind: 'refused', problem })
  })

  it.each([
    [{ command: 'RCPT TO', responseCode: 450 }, false],
    [{ command: 'DATA', responseCode: 451 }, false],
    [{ command: 'RCPT TO', responseCode: 421 }, true],
    [{ command: 'RCPT TO', responseCode: 530 }, true],
    [{ command: 'DATA', responseCode: 503 }, true],
    [{ command: 'MAIL FROM', responseCode: 550 }, true],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, true],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, true],
    [{ code: 'ECONNECTION' }, true],
    [{ code: 'EDNS' }, true],
    [{ code: 'ETLS' }, true],
    [{ code: 'EABORT' }, true],
    [{}, true],
  ])('that may pass is tried again: %j, of all mails: %s', (error, isProviderDown) => {
    const outcome = smtpOutcome(Object.assign(new Error(said), error))
    expect(outcome).toMatchObject({ isProviderDown, kind: 'failed' })
  })

  it('is told without what the server said', () => {
    const outcome = smtpOutcome({ command: 'MAIL FROM', response: said, responseCode: 550 })
    expect(JSON.stringify(outcome)).not.toMatch(/ada@|evil|no such user/)
  })
})

const twilio = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  twilioOutcome({ body, headers: new Headers(headers), status })

describe('an answer of Twilio', () => {
  it('that takes the message has its sid', () => {
    expect(twilio(201, { sid: 'SM0123', status: 'queued' })).toEqual({
      kind: 'sent',
      providerID: 'SM0123',
    })
    expect(twilio(201, null)).toEqual({ kind: 'sent', providerID: null })
  })

  it.each([
    [21211, 'Twilio refused it: the number is not valid (21211).'],
    [21610, 'Twilio refused it: the client unsubscribed by replying STOP (21610).'],
    [21614, 'Twilio refused it: the number cannot receive text messages (21614).'],
    [29999, 'Twilio refused it (29999).'],
  ])('about this message gives it up: %i', (code, problem) => {
    const message = 'The number +12025550146 …'
    expect(twilio(400, { code, message, status: 400 })).toEqual({ kind: 'refused', problem })
  })

  it.each([
    [401, { code: 20003 }, 'Twilio refused the account or its token (401).'],
    [400, { code: 21606 }, 'Twilio does not accept TWILIO_FROM (21606).'],
    [404, { code: 20404 }, 'Twilio responded with an error (404).'],
    [500, '<html>', 'Twilio responded with an error (500).'],
    [503, null, 'Twilio responded with an error (503).'],
  ])('about all messages is one to wait after: %i', (status, body, problem) => {
    expect(twilio(status, body)).toEqual({ isProviderDown: true, kind: 'failed', problem })
  })

  it('that asks for time gets it, an hour at most', () => {
    const limited = {
      isProviderDown: true,
      kind: 'failed',
      problem: 'Twilio limits the rate of messages (429).',
    }
    expect(twilio(429, { code: 20429 })).toEqual(limited)
    expect(twilio(429, {}, { 'retry-after': '30' })).toEqual({ ...limited, retryAfterMs: 30_000 })
    expect(twilio(429, {}, { 'retry-after': '86400' })).toEqual({
      ...limited,
      retryAfterMs: 3_600_000,
    })
    expect(twilio(429, {}, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' })).toEqual(limited)
  })
})
