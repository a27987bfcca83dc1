import { formatDuration, formatPrice } from '../../format'
import { dateFormat } from '../../lib/intlFormats'
import { oneLine } from '../../mail/templates/clean'
import type { Texts } from '../../translations/texts'
import { MISSED_GROUPS } from '../../vapi/endedReason'
import { clockOf, type ListedCall } from './listedCall'
import { type ShownNumber, shownNumber } from './shownNumber'

/** How a client reads its calls. */
export type Reader = {
  /** The calling code of the client's country, for numbers as they are dialled there. */
  homeCode: null | string
  texts: Pick<Texts, 'locale' | 't'>
  zone: string
}

const MAX = { name: 120, service: 80, summary: 280, word: 60 }

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

type Caller = Pick<ListedCall, 'customerName' | 'customerPhone' | 'customerPhoneSource'>

/**
 * What to call a caller: by name, else by number; that the number was withheld, or that neither is known.
 * `isKnown` is false for the last two. `number` is null where there is none.
 */
export const callerOf = (
  { customerName, customerPhone, customerPhoneSource }: Caller,
  { homeCode, texts: { t } }: Reader,
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
  outcome: string
  price: null | string
  service: string
  summary: string
  time: null | { iso: string; text: string }
}

/** Everything that the row of a call shows, as texts for one reader. */
export const callLine = (call: ListedCall, reader: Reader): CallLine => {
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
    outcome: oneLine(call.outcome ?? '', MAX.word),
    price: formatPrice({ currency: call.currency, language: locale, value: call.price }),
    service: oneLine(call.serviceName ?? '', MAX.service),
    summary: oneLine(call.summary ?? '', MAX.summary),
    time: time === null ? null : { iso: time, text: clockTime(time, reader) },
  }
}
