import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { formatDuration, formatPrice } from '../format'
import { addDays, type Day } from '../lib/time/days'
import type { PhoneSource } from '../vapi/callerPhone'
import { mondayOf } from './periods'

// English with the month in letters: 11/12 could be misread.
const LANGUAGE = 'en-GB'

/** An amount with its currency, if that is known: `€30.00`. */
export const price = (value: number, currency: null | string): null | string =>
  formatPrice({ currency, language: LANGUAGE, value })

/** A count with thousands separators: `1,234`. */
export const count = (value: number): string => value.toLocaleString(LANGUAGE)

/** A duration in minutes and seconds, `3:16`, or with hours, `1:02:07`. */
export const duration = (seconds: number): null | string => formatDuration(seconds)

/** A phone number in groups, `+1 202 555 0146`. Text that is not a number is returned unchanged. */
export const phone = (value: string): string =>
  parsePhoneNumberFromString(value)?.formatInternational() ?? value

/** The number that a phone dials: the address of a link. Null for what is not a phone number. */
export const dial = (value: null | string | undefined): null | string => {
  const number = parsePhoneNumberFromString(value ?? '')?.number
  return number ? `tel:${number}` : null
}

/**
 * The caller's number, marked if the caller only stated it; says so if it was withheld. Null if
 * unknown.
 */
export const callerPhone = ({
  customerPhone,
  customerPhoneSource,
}: {
  customerPhone?: null | string | undefined
  customerPhoneSource?: null | PhoneSource | undefined
}): null | string => {
  if (!customerPhone) return customerPhoneSource === 'withheld' ? 'Withheld by the caller' : null
  const number = phone(customerPhone)
  return customerPhoneSource === 'told' ? `${number} (as stated)` : number
}

const zoneName = (timeZone: string) => timeZone.replaceAll('_', ' ')

/** A local time with its zone: `Sun, 22 Nov 2026, 18:05 (Europe/Berlin)`. */
export const when = (time: Date, timeZone: string): string => {
  const text = new Intl.DateTimeFormat(LANGUAGE, {
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    month: 'short',
    timeZone,
    weekday: 'short',
    year: 'numeric',
  }).format(time)
  return `${text} (${zoneName(timeZone)})`
}

/** A local time of day: `18:05`. */
export const clock = (time: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', timeZone }).format(time)

const onCalendar = (day: Day, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LANGUAGE, { timeZone: 'UTC', ...options }).format(new Date(day))

/** A date: `Sat, 21 Nov 2026`. */
export const calendarDay = (day: Day): string =>
  onCalendar(day, { day: 'numeric', month: 'short', weekday: 'short', year: 'numeric' })

/** A week, from Monday to Sunday: `16–22 Nov 2026`. */
export const calendarWeek = (week: string): string => {
  const monday = mondayOf(week)
  const span = new Intl.DateTimeFormat(LANGUAGE, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    year: 'numeric',
  }).formatRange(new Date(monday), new Date(addDays(monday, 6)))
  // Node releases differ in the spaces around the dash.
  return span.replace(/\s*–\s*/u, '–')
}
