import type { Labels } from '../../fields/labels'
import { type ShownOutcome, shownOutcome } from '../../fields/outcomeLabel'
import { type ShownField, shownFields } from '../../fields/shownFields'
import { formatDuration, formatPrice } from '../../format'
import { dateFormat } from '../../lib/intlFormats'
import { oneLine } from '../../mail/templates/clean'
import type { Texts } from '../../translations/texts'
import { MISSED_GROUPS } from '../../vapi/endedReason'
import { clockOf, type ListedCall } from './listedCall'
import { type ShownNumber, shownNumber } from './shownNumber'

/** How a client reads its calls. */
export type Reader = {
  /** The client's currency; null: not known. */
  currency: null | string
  /** The calling code of the client's country, for numbers as they are dialled there. */
  homeCode: null | string
  labels: Labels
  texts: Pick<Texts, 'locale' | 't'>
  zone: string
}

const MAX = { fields: 3, label: 40, name: 120, service: 80, summary: 280, word: 60 }

const isMissed = ({ endedGroup }: Pick<ListedCall, 'endedGroup'>): boolean =>
  MISSED_GROUPS.some((group) => group === endedGroup)

const inZone =
  (options: Intl.DateTimeFormatOptions) =>
  (time: string, { texts: { locale }, zone }: Pick<Reader, 'texts' | 'zone'>): string =>
    dateFormat(locale, { ...options, timeZone: zone }).format(new Date(time))

/** A time of day on the client's clock: “14:52”, “2:52 PM”. */
export const clockTime = inZone({ hour: 'numeric', minute: '2-digit' })

/** A day and a time on the client's clock: “Fri 27 Nov, 14:52”. */
export const dayAndTime = inZone({
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  month: 'short',
  weekday: 'short',
})

/** The same with the year. */
export const fullTime = inZone({
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  month: 'long',
  weekday: 'long',
  year: 'numeric',
})

type NamedReader = Pick<Reader, 'homeCode' | 'texts'>

type Caller = Pick<ListedCall, 'customerName' | 'customerPhone' | 'customerPhoneSource'>

/**
 * What to call a caller: by name, else by number; that the number was withheld, or that neither is known.
 * `isKnown` is false for the last two. `number` is null where there is none.
 */
export const callerOf = (
  { customerName, customerPhone, customerPhoneSource }: Caller,
  { homeCode, texts: { t } }: NamedReader,
): { isKnown: boolean; number: null | ShownNumber; text: string } => {
  const number = shownNumber(customerPhone, homeCode)
  const known = oneLine(customerName ?? '', MAX.name) || number?.text
  const nobody = customerPhoneSource === 'withheld' ? 'calls.withheld' : 'calls.unknown'
  return { isKnown: known !== undefined, number, text: known ?? t(nobody) }
}

/** A call as a row of the list. Texts are empty, and times null, where there is nothing to say. */
export type CallLine = {
  caller: string
  /** Null without something to do; when it is due, or that it is open, as text. */
  due: null | string
  duration: null | string
  hasRecording: boolean
  id: string
  isKnown: boolean
  isMissed: boolean
  price: null | string
  service: string
  summary: string
  time: null | { iso: string; text: string }
}

/** Everything that the row of a call shows, as texts for one reader. */
export const callLine = (
  call: ListedCall,
  reader: Omit<Reader, 'currency' | 'labels'>,
): CallLine => {
  const { locale, t } = reader.texts
  const caller = callerOf(call, reader)
  const time = clockOf(call)
  const dueAt = call.followUpDueAt
  const due = dueAt
    ? t('calls.mark.due', { when: dayAndTime(dueAt, reader) })
    : t('calls.mark.toDo')
  return {
    caller: caller.text,
    due: call.followUp === 'open' ? due : null,
    duration: formatDuration(call.durationSeconds),
    hasRecording: call.hasRecording === true,
    id: call.id,
    isKnown: caller.isKnown,
    isMissed: isMissed(call),
    price: formatPrice({ currency: call.currency, language: locale, value: call.price }),
    service: oneLine(call.serviceName ?? '', MAX.service),
    summary: oneLine(call.summary ?? '', MAX.summary),
    time: time === null ? null : { iso: time, text: clockTime(time, reader) },
  }
}

/** How a call's outcome is shown, cut to a line. Null without one. */
export const callOutcome = (
  { outcome }: Pick<ListedCall, 'outcome'>,
  { labels }: Pick<Reader, 'labels'>,
  max = MAX.word,
): null | ShownOutcome => {
  const shown = shownOutcome(labels.outcomes, outcome)
  const text = oneLine(shown?.text ?? '', max)
  return shown && text ? { colour: shown.colour, text } : null
}

/** The client's own fields of a call, each as one line. */
export const callFields = (
  { fields }: Pick<ListedCall, 'fields'>,
  { currency, labels, texts: { locale, t }, zone }: Omit<Reader, 'homeCode'>,
  max: number,
): ShownField[] =>
  shownFields({
    fields: labels.fields,
    values: fields,
    words: { currency, locale, no: t('call.no'), timezone: zone, yes: t('call.yes') },
  }).flatMap(({ key, label, value }) => {
    const text = oneLine(value, max)
    return text ? [{ key, label: oneLine(label, max), value: text }] : []
  })

/** The first of a call's own fields, as the row of a list shows them. */
export const firstFields = (
  call: Pick<ListedCall, 'fields'>,
  reader: Omit<Reader, 'homeCode'>,
): ShownField[] => callFields(call, reader, MAX.label).slice(0, MAX.fields)
