import { outcomeLabel } from '../../fields/outcomeLabel'
import { cutText } from '../../lib/shortText'
import { knownZone } from '../../lib/time/zone'
import type { MailCall } from '../../mail/data'
import { phone, price, shortWhen } from '../../mail/format'
import { oneLine } from '../../mail/templates/clean'
import { isolated } from '../../mail/templates/isolate'
import type { Texts } from '../../translations/texts'
import type { Outcome } from '../../vapi/mapping/mapping'
import { segmentsOf, withoutCostlyMarks } from './segments'

const MOST_SEGMENTS = 3
/** Names and similar texts are cut to the first of these lengths with which the message fits. */
const WIDTHS = [40, 24, 12]

const PLAIN: Record<string, string> = {
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '…': '...',
}

/** One line, with typographic signs replaced by ASCII: a single one halves the length of a message. */
const plain = (text: string, max: number): string => {
  const line = oneLine(text, 10_000).replace(/[–—‘’“”„…]/g, (sign) => PLAIN[sign] ?? sign)
  return line.length > max ? `${cutText(line, max - 3).trimEnd()}...` : line
}

type SMSText = {
  /** The name of the client's brand; null if it has none. */
  brand?: null | string
  call: MailCall
  /** The desk's own outcomes. */
  outcomes: readonly Outcome[]
  texts: Texts
  /** The client's time zone; null means UTC. */
  timeZone: null | string
  /** The page where the client reads the call, after signing in. */
  url: string
}

const numberOf = (call: MailCall, { locale, t }: Texts): string => {
  const number = plain(call.customerPhone ? phone(call.customerPhone, { locale }) : '', 32)
  return number && call.customerPhoneSource === 'told' ? t('sms.told', { number }) : number
}

const calledBy = (call: MailCall, caller: string, when: string, { t }: Texts): string => {
  if (call.callType?.startsWith('outbound')) {
    return caller ? t('sms.outbound', { caller, when }) : t('sms.outboundUnknown', { when })
  }
  return caller ? t('sms.inbound', { caller, when }) : t('sms.inboundUnknown', { when })
}

const headOf = ({ brand, call, outcomes, texts, timeZone }: SMSText, width: number): string => {
  const { locale } = texts
  const name = isolated(plain(call.customerName ?? '', width))
  const number = numberOf(call, texts)
  // No brackets within brackets: American numbers have some.
  const both = number.includes('(') ? `${name} ${number}` : `${name} (${number})`
  const caller = name && number ? both : name || number
  const outcome = outcomeLabel(outcomes, call.outcome)
  const about = [call.serviceName, outcome].map((text) => plain(text ?? '', width))
  const paid = call.price === null ? null : price(call.price, call.currency, texts)
  const facts = [...about, plain(paid ?? '', 24)].filter(Boolean).map(isolated).join(', ')
  const time = shortWhen(call.startedAt ?? call.reportedAt, {
    locale,
    timeZone: knownZone(timeZone),
  })
  const when = withoutCostlyMarks(plain(time, 40))
  const sender = brand ? `${isolated(plain(brand, 24))}: ` : ''
  const late = call.source === 'recovered' ? ` ${texts.t('sms.late')}` : ''
  return `${sender}${calledBy(call, caller, when, texts)}${facts ? ` ${facts}.` : ''}${late}`
}

const written = (head: string, summary: string, url: string): string =>
  [head, summary, url].filter(Boolean).join(' ')

/**
 * The text message about a call: who called and when, the service, the outcome and the price, whether it is told late,
 * then as much of the summary as fits into three message parts, and the link to the rest.
 */
export const smsText = (input: SMSText): string => {
  const fits = (text: string) => segmentsOf(text) <= MOST_SEGMENTS
  const heads = WIDTHS.map((width) => headOf(input, width))
  const head = heads.find((each) => fits(written(each, '', input.url))) ?? heads.at(-1) ?? ''
  const summary = plain(input.call.summary ?? '', 1_000)
  if (fits(written(head, summary, input.url))) return written(head, summary, input.url)
  // A binary search for the longest beginning that fits: a shorter one is never larger.
  let [most, tooMany] = [0, summary.length]
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2)
    if (fits(written(head, plain(summary, middle), input.url))) most = middle
    else tooMany = middle
  }
  return written(head, most > 20 ? plain(summary, most) : '', input.url)
}
