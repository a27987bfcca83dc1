import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { startSMTP, type TestSMTP } from './smtpServer'

describe('a mail of a call', () => {
  let desk: TestDesk
  let smtp: TestSMTP
  beforeAll(async () => {
    smtp = await startSMTP()
    desk = await createTestDesk({
      env: {
        MAIL_FROM: 'Agentur Müller <desk@agency.example>',
        SERVER_URL: 'https://desk.example',
        SMTP_URL: smtp.url,
      },
    })
    await makeSuperuser(desk.payload)
  })
  afterAll(async () => {
    await desk.stop()
    await smtp.stop()
  })

  it('comes by SMTP as HTML and as plain text', async () => {
    const client = await makeClient(desk.payload, { name: 'Zoë Łukasz', timezone: 'Europe/Berlin' })
    const call = await desk.payload.create({
      collection: 'call-summaries',
      data: {
        client: client.id,
        currency: 'EUR',
        customerName: 'Ada Example',
        customerPhone: '+12025550146',
        endedGroup: 'completed',
        outcome: 'booked',
        price: 30,
        serviceName: 'Haircut',
        startedAt: '2026-11-22T17:05:00.000Z',
        summary: 'Ada booked a haircut.',
        vapiCallId: 'call-1',
      },
    })
    const { mailFor } = await import('../../../src/mail/mailFor')
    const mail = await mailFor({
      notification: {
        callSummaryID: call.id,
        channel: 'email',
        clientID: client.id,
        id: '0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e',
        kind: 'call',
        period: null,
        vapiCallID: 'call-1',
      },
      payload: desk.payload,
    })
    await desk.payload.sendEmail(mail ?? {})
    const [got] = smtp.received
    expect(got?.mail.subject).toBe('Ada Example called: Haircut, booked')
  })
})
