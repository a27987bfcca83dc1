import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MailCall } from '../../../src/mail/data'
import { segmentsOf, withoutCostlyMarks } from '../../../src/notify/sms/segments'
import { smsText } from '../../../src/notify/sms/smsText'
import { LANGUAGES } from '../../../src/translations/languages'
import { MESSAGES, textsFor } from '../../../src/translations/texts'

const url = 'https://desk.example/api/v1/calls/0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e'

const call: MailCall = {
  callType: 'inboundPhoneCall',
  currency: 'EUR',
  customerName: 'Ada Example',
  customerPhone: '+12025550146',
  customerPhoneSource: 'caller',
  durationSeconds: 61,
  endedGroup: 'completed',
  fields: null,
  id: '0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e',
  outcome: 'booked',
  price: 30,
  reportedAt: new Date('2026-11-22T17:06:00Z'),
  serviceName: 'Haircut',
  startedAt: new Date('2026-11-22T17:05:00Z'),
  summary: 'Ada booked a haircut for Friday at ten.',
}

// Versions of ICU differ in the comma.
const text = (changed: Partial<MailCall> = {}, timeZone: null | string = 'Europe/Berlin') =>
  smsText({
    call: { ...call, ...changed },
    outcomes: [],
    texts: textsFor({ country: null, language: 'en' }),
    timeZone,
    url,
  }).replace('Sun, ', 'Sun ')

describe('the parts of a text message', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(304), 2],
    ['a'.repeat(306), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ü'.repeat(160), 1],
    ['ł'.repeat(70), 1],
    ['ł'.repeat(71), 2],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
    [`${'a'.repeat(100)}ł`, 2],
  ])('of %j are counted as they are paid for', (message, parts) => {
    expect(segmentsOf(message)).toBe(parts)
  })
})

describe('the text message of a call', () => {
  it('says who called, when on the client’s clock, what for, what came of it, the price, and where to read on', () => {
    expect(text()).toBe(
      `Ada Example (+1 202 555 0146) called on Sun 22 Nov, 18:05. Haircut, booked, €30.00. Ada booked a haircut for Friday at ten. ${url}`,
    )
  })

  it('says what is known of a call without name, extracted data and summary', () => {
    const bare = {
      customerName: null,
      outcome: null,
      price: null,
      serviceName: null,
      summary: null,
    }
    expect(text(bare, null)).toBe(`+1 202 555 0146 called on Sun 22 Nov, 17:05. ${url}`)
    expect(text({ ...bare, customerPhone: null, startedAt: null })).toBe(
      `Somebody called on Sun 22 Nov, 18:06. ${url}`,
    )
    expect(text({ ...bare, callType: 'outboundPhoneCall' })).toMatch(/^Your agent called \+1 202/)
  })

  it('is in the language, the format and the name that the client knows', () => {
    const german = smsText({
      brand: 'Agentur Müller',
      call: { ...call, customerPhone: '+493012345678' },
      outcomes: [],
      texts: textsFor({ country: 'DE', language: 'de' }),
      timeZone: 'Europe/Berlin',
      url,
    })
    expect(german).toMatch(
      /^Agentur Müller: Anruf von Ada Example \(030 12345678\), So\.,? 22\. Nov\., 18:05\. Haircut, booked, 30,00 €\. /,
    )
  })

  it.each(LANGUAGES)('in %s costs no more for the desk’s own words', (language) => {
    for (const country of [null, 'US', 'FR', 'PT', 'BR', 'MX', 'ES', 'IT', 'NL', 'DE']) {
      for (const callType of ['inboundPhoneCall', 'outboundPhoneCall']) {
        for (const day of [21, 22, 23, 24, 25, 26, 27]) {
          for (const customerPhoneSource of ['caller', 'told'] as const) {
            const message = smsText({
              call: {
                ...call,
                callType,
                customerPhoneSource,
                startedAt: new Date(Date.UTC(2026, day % 12, day, 17, 5)),
              },
              outcomes: [],
              texts: textsFor({ country, language }),
              timeZone: null,
              url,
            })
            // 160 or 153 characters a part, and not 70 or 67.
            expect([language, country, message, segmentsOf(message)]).toEqual([
              language,
              country,
              message,
              message.length <= 160 ? 1 : 2,
            ])
          }
        }
      }
    }
    for (const [key, words] of Object.entries(MESSAGES[language])) {
      if (key.startsWith('sms.')) expect(withoutCostlyMarks(words)).toBe(words)
    }
  })

  it('isolates a name that is written from right to left, and no other', () => {
    expect(text({ customerName: 'شركة النور' })).toMatch(
      /^\u2068شركة النور\u2069 \(\+1 202 555 0146\) called/,
    )
    expect(text()).not.toMatch(/[\u2066-\u2069]/)
  })

  it('has no sign that halves its room without need', () => {
    const message = text({ currency: 'CHF', summary: '“Fine” – she’ll come… soon' })
    expect(message).toContain('CHF 30.00')
    expect(message).toContain(`"Fine" - she'll come... soon`)
    expect(segmentsOf(message)).toBe(2)
  })

  it('is one line without invisible signs', () => {
    expect(text({ summary: 'a\r\nb\u0000\u202Ec' })).toContain('a bc')
  })

  it('has as much of a long summary as three parts hold', () => {
    const message = text({ summary: 'word '.repeat(500) })
    expect(message).toMatch(new RegExp(`word \\w+\\.\\.\\. ${url}$`))
    expect(segmentsOf(message)).toBe(3)
    expect(message.length).toBeGreaterThan(430)
  })

  it('never takes more than three parts nor loses its link, whatever an agent extracted', () => {
    const anything = fc.option(fc.string({ maxLength: 600, unit: 'grapheme' }))
    fc.assert(
      fc.property(
        anything,
        anything,
        anything,
        anything,
        (customerName, outcome, serviceName, summary) => {
          const message = text({ customerName, outcome, serviceName, summary })
          expect(segmentsOf(message)).toBeLessThanOrEqual(3)
          expect(message.endsWith(` ${url}`)).toBe(true)
          expect(message).not.toMatch(/[\r\n]/)
          expect(message.isWellFormed()).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
