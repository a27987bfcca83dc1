import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../src/lib/languages'
import { callMail } from '../../../src/mail/callMail'
import type { MailCall, MailClient } from '../../../src/mail/data'
import { segmentsOf } from '../../../src/notify/sms/segments'
import { smsText } from '../../../src/notify/sms/smsText'
import { textsFor } from '../../../src/translations/texts'

const call: MailCall = {
  callType: 'inboundPhoneCall',
  currency: 'EUR',
  customerName: 'Ada Example',
  customerPhone: '+12025550146',
  customerPhoneSource: 'caller',
  durationSeconds: 60,
  endedGroup: 'completed',
  fields: null,
  id: '0198c9a2-0000-7000-8000-000000000001',
  outcome: 'booked',
  price: 30,
  reportedAt: new Date('2026-11-22T17:06:00Z'),
  serviceName: 'Haircut',
  startedAt: new Date('2026-11-22T17:05:00Z'),
  summary: 'Ada booked a haircut.',
}

const client: MailClient = {
  brand: null,
  businessName: null,
  currency: 'EUR',
  email: 'client@desk.test',
  emailDigest: 'each',
  emailNotifications: true,
  id: '0198c9a2-0000-7000-8000-000000000002',
  isActive: true,
  language: null,
  name: null,
  phone: null,
  timezone: null,
}

const url = 'https://desk.example/portal/calls/1'

describe.each(LANGUAGES)('a call that was fetched later, in %s', (language) => {
  const texts = textsFor({ country: null, language })
  const mail = (source: MailCall['source']) =>
    JSON.stringify(
      callMail({
        call: { ...call, source },
        client,
        labels: { fields: [], outcomes: [] },
        texts,
        url,
      }).blocks,
    )
  const text = (source: MailCall['source']) =>
    smsText({ call: { ...call, source }, outcomes: [], texts, timeZone: null, url })

  it('is told with one sentence about it, by mail and by text message', () => {
    const [late, brief] = [texts.t('mails.call.late'), texts.t('sms.late')]
    expect(mail('recovered')).toContain(late)
    expect(text('recovered')).toContain(` ${brief} `)
    expect(segmentsOf(text('recovered'))).toBeLessThanOrEqual(2)
    for (const source of ['webhook', 'imported', null, undefined] as const) {
      expect(mail(source)).not.toContain(late)
      expect(text(source)).not.toContain(brief)
    }
  })
})
