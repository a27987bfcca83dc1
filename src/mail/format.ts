import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { formatDuration, formatPrice } from '../format'
import { addDays, type Day } from '../lib/time/days'
import type { PhoneSource } from '../vapi/callerPhone'
import { mondayOf } from './periods'

// English with the day before the month in letters: nobody can mistake 11/12 for another date.
const LANGUAGE = 'en-GB'

/** The amount with its currency, where that is known: `€30.00`. */
export const price = (value: number, currency: null | string): null | string =>
  formatPrice({ currency, language: LANGUAGE, value })

/** A number of calls or the like. */
export const count = (value: number): string => value.toLocaleString(LANGUAGE)

/** `3:16`, or `1:02:07` from an hour on. */
export const duration = (seconds: number): null | string => formatDuration(seconds)

/** The number in groups, `+1 202 555 0146`; what is no number, as it is. */
export const phone = (value: string): string =>
  parsePhoneNumberFromString(value)?.formatInternational() ?? value

/** The caller's number, and where it is from if that is not the line; a withheld one says so. */
export const callerPhone = ({
  customerPhone,
  customerPhoneSource,
}: {
  customerPhone?: null | string | undefined
  customerPhoneSource?: null | PhoneSource | undefined
}): null | string => {
  if (!customerPhone) return customerPhoneSource === 'withheld' ? 'Withheld by the caller' : null
  const number = phone(customerPhone)
  return customerPhoneSource === 'told' ? `${number} (as told)` : number
}

const zoneName = (timeZone: string) => timeZone.replaceAll('_', ' ')

/** A time on the clocks of a zone, which it names: `Sun, 22 Nov 2026, 18:05 (Europe/Berlin)`. */
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

/** Only the time: `18:05`. */
export const clock = (time: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', timeZone }).format(time)

const onCalendar = (day: Day, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LANGUAGE, { timeZone: 'UTC', ...options }).format(new Date(day))

/** A day: `Sat, 21 Nov 2026`. */
export const calendarDay = (day: Day): string =>
  onCalendar(day, { day: 'numeric', month: 'short', weekday: 'short', year: 'numeric' })

/** A week from its first to its last day: `16–22 Nov 2026`. */
export const calendarWeek = (week: string): string => {
  const monday = mondayOf(week)
  const span = new Intl.DateTimeFormat(LANGUAGE, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    year: 'numeric',
  }).formatRange(new Date(monday), new Date(addDays(monday, 6)))
  // Releases of Node differ in the spaces around the dash.
  return span.replace(/\s*–\s*/u, '–')
}
