import { cutText } from '../lib/shortText'
import { knownZone } from '../lib/time/zone'
import { ENDED_LABELS } from '../vapi/endedReason'
import type { MailCall, MailClient } from './data'
import { callerPhone, dial, duration, phone, price, when } from './format'
import type { Message } from './message'
import { clean, oneLine } from './templates/clean'
import type { Fact } from './templates/content'

/** In characters. Mail programs cut off longer mails; the page of the call has the whole summary. */
const MAX_SUMMARY = 4_000

const callerOf = ({ customerName, customerPhone }: MailCall): null | string => {
  const name = customerName ? oneLine(customerName, 80) : ''
  return name || (customerPhone ? oneLine(phone(customerPhone), 80) : '') || null
}

const titleOf = (call: MailCall): string => {
  const caller = callerOf(call)
  if (call.callType?.startsWith('outbound')) return `Your agent called ${caller ?? 'somebody'}`
  return caller ? `${caller} called` : 'Somebody called'
}

const summaryOf = ({ summary }: MailCall): null | string => {
  const text = clean(summary ?? '')
  if (text.length <= MAX_SUMMARY) return text || null
  return `${cutText(text, MAX_SUMMARY).trimEnd()} … (follow the link below to read on)`
}

const factsOf = (call: MailCall, client: MailClient): Fact[] => {
  const number = dial(call.customerPhone)
  const facts: [label: string, value: null | string | undefined][] = [
    ['Name', call.customerName],
    ['Phone', callerPhone(call)],
    ['For', call.serviceName],
    ['Outcome', call.outcome],
    ['Price', call.price === null ? null : price(call.price, call.currency)],
    ['When', when(call.startedAt ?? call.reportedAt, knownZone(client.timezone))],
    ['Duration', call.durationSeconds === null ? null : duration(call.durationSeconds)],
    ['Ended', ENDED_LABELS[call.endedGroup]],
  ]
  return facts.flatMap(([label, value]) => {
    const line = oneLine(value ?? '')
    if (!line) return []
    return label === 'Phone' && number
      ? { label, url: number, value: line }
      : { label, value: line }
  })
}

/** The mail about one call: no fields that only staff may see, and no transcript. */
export const callMail = ({
  call,
  client,
  url,
}: {
  call: MailCall
  client: MailClient
  /** The page where the client reads the call. */
  url: string
}): Message => {
  const title = titleOf(call)
  const summary = summaryOf(call)
  const about = [call.serviceName, call.outcome].map((text) => oneLine(text ?? '', 60))
  const facts = about.filter(Boolean).join(', ')
  return {
    blocks: [
      summary
        ? { kind: 'text', text: summary }
        : { kind: 'quiet', text: 'There is no summary of this call.' },
      { facts: factsOf(call, client), kind: 'facts' },
      { kind: 'link', label: 'Read the call', note: 'You will be asked to sign in.', url },
    ],
    preheader: oneLine(summary ?? facts, 140),
    subject: oneLine(facts ? `${title}: ${facts}` : title, 150),
    title,
  }
}
