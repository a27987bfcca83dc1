import type { Labels } from '../fields/labels'
import { outcomeLabel } from '../fields/outcomeLabel'
import { shownFields } from '../fields/shownFields'
import { cutText } from '../lib/shortText'
import { knownZone } from '../lib/time/zone'
import type { Texts } from '../translations/texts'
import { MAX_OWN_FIELDS } from '../vapi/mapping/mapping'
import type { MailCall, MailClient } from './data'
import { callerPhone, dial, duration, phone, price, when } from './format'
import type { Message } from './message'
import { clean, oneLine } from './templates/clean'
import type { Block, Fact } from './templates/content'
import { isolated } from './templates/isolate'

/** In characters. Mail programs cut off longer mails; the page of the call has the whole summary. */
const MAX_SUMMARY = 4_000
/** In characters. Mail programs show even less of a subject. */
const MAX_SUBJECT = 150
const MIN_FACTS = 20
const MAX_LABEL = 80

type CallMail = {
  call: MailCall
  client: MailClient
  labels: Labels
  texts: Texts
  /** The page where the client reads the call. */
  url: string
}

const callerOf = ({ customerName, customerPhone }: MailCall, texts: Texts): null | string => {
  const name = customerName ? oneLine(customerName, 80) : ''
  return name || (customerPhone ? oneLine(phone(customerPhone, texts), 80) : '') || null
}

const titleOf = (call: MailCall, texts: Texts): string => {
  const { t } = texts
  const known = callerOf(call, texts)
  const caller = known === null ? null : isolated(known)
  if (call.callType?.startsWith('outbound')) {
    return caller === null ? t('mails.call.outboundUnknown') : t('mails.call.outbound', { caller })
  }
  return caller === null ? t('mails.call.titleUnknown') : t('mails.call.title', { caller })
}

const summaryOf = ({ summary }: MailCall, { t }: Texts): null | string => {
  const text = clean(summary ?? '')
  if (text.length <= MAX_SUMMARY) return text || null
  return `${cutText(text, MAX_SUMMARY).trimEnd()} … ${t('mails.call.more')}`
}

const ownFactsOf = ({ call, client, labels, texts: { locale, t } }: CallMail): Fact[] =>
  shownFields({
    fields: labels.fields.slice(0, MAX_OWN_FIELDS),
    values: call.fields,
    words: {
      currency: client.currency,
      locale,
      no: t('call.no'),
      timezone: knownZone(client.timezone),
      yes: t('call.yes'),
    },
  }).flatMap(({ label, value }) => {
    const line = oneLine(value)
    return line ? [{ label: oneLine(label, MAX_LABEL), value: line }] : []
  })

const factsOf = (mail: CallMail): Fact[] => {
  const { call, client, labels, texts } = mail
  const { locale, t } = texts
  const number = dial(call.customerPhone)
  const timeZone = knownZone(client.timezone)
  const facts: [label: string, value: null | string | undefined, url?: null | string][] = [
    [t('mails.fact.name'), call.customerName],
    [t('mails.fact.phone'), callerPhone(call, texts), number],
    [t('mails.fact.for'), call.serviceName],
    [t('mails.fact.outcome'), outcomeLabel(labels.outcomes, call.outcome)],
    [t('mails.fact.price'), call.price === null ? null : price(call.price, call.currency, texts)],
    [t('mails.fact.when'), when(call.startedAt ?? call.reportedAt, { locale, timeZone })],
    [
      t('mails.fact.duration'),
      call.durationSeconds === null ? null : duration(call.durationSeconds),
    ],
    [t('mails.fact.ended'), t(`call.ended.${call.endedGroup}`)],
  ]
  const usual = facts.flatMap(([label, value, url]) => {
    const line = oneLine(value ?? '')
    if (!line) return []
    return url ? { label, url, value: line } : { label, value: line }
  })
  return [...usual, ...ownFactsOf(mail)]
}

const subjectOf = (title: string, about: readonly string[], { t }: Texts): string => {
  const facts = oneLine(about.join(', '), Math.max(MIN_FACTS, MAX_SUBJECT - title.length))
  return facts ? t('mails.call.subject', { facts: isolated(facts), title }) : title
}

/** The mail about one call: no fields that only staff may see, and no transcript. */
export const callMail = (mail: CallMail): Message => {
  const { call, labels, texts, url } = mail
  const { t } = texts
  const title = titleOf(call, texts)
  const summary = summaryOf(call, texts)
  const about = [call.serviceName, outcomeLabel(labels.outcomes, call.outcome)]
    .map((text) => oneLine(text ?? '', 60))
    .filter(Boolean)
  const number = dial(call.customerPhone)
  const callBack: Block[] = number
    ? [{ kind: 'link', label: t('mails.call.back'), rank: 'second', url: number }]
    : []
  return {
    blocks: [
      summary
        ? { kind: 'text', text: summary }
        : { kind: 'quiet', text: t('mails.call.noSummary') },
      ...(call.source === 'recovered'
        ? [{ kind: 'quiet', text: t('mails.call.late') } as const]
        : []),
      { facts: factsOf(mail), kind: 'facts' },
      { kind: 'link', label: t('mails.call.read'), note: t('mails.call.signIn'), url },
      ...callBack,
    ],
    preheader: oneLine(summary ?? about.join(', '), 140),
    subject: subjectOf(title, about, texts),
    title,
  }
}
