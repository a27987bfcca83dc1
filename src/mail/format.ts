import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { formatDuration, formatPrice } from '../format'
import { addDays, type Day } from '../lib/time/days'
import type { Texts } from '../translations/texts'
import type { PhoneSource } from '../vapi/callerPhone'
import { mondayOf } from './periods'

/** The reader's locale, a BCP 47 tag such as `en-US`. */
type Locale = Pick<Texts, 'locale'>

/** An amount with its currency, if that is known: `€30.00`. */
export const price = (value: number, currency: null | string, { locale }: Locale): null | string =>
  formatPrice({ currency, language: locale, value })

/** A count with thousands separators: `1,234`. */
export const count = (value: number, { locale }: Locale): string => value.toLocaleString(locale)

/** A duration in minutes and seconds, `3:16`, or with hours, `1:02:07`. */
export const duration = (seconds: number): null | string => formatDuration(seconds)

const isAtHome = (callingCode: string, locale: string): boolean => {
  const { region } = new Intl.Locale(locale)
  return (
    region !== undefined &&
    isSupportedCountry(region) &&
    getCountryCallingCode(region) === callingCode
  )
}

/**
 * A phone number in groups: as it is dialled at home, `(202) 555-0146`, or with the code of another country,
 * `+1 202 555 0146`. Text that is not a number is returned unchanged.
 */
export const phone = (value: string, { locale }: Locale): string => {
  const number = parsePhoneNumberFromString(value)
  if (!number) return value
  const isHome = number.isPossible() && isAtHome(number.countryCallingCode, locale)
  return isHome ? number.formatNational() : number.formatInternational()
}

/** The number that a phone dials: the address of a link. Null for what is not a phone number. */
export const dial = (value: null | string | undefined): null | string => {
  const number = parsePhoneNumberFromString(value ?? '')?.number
  return number ? `tel:${number}` : null
}

/**
 * The caller's number, marked if the caller only stated it; says so if it was withheld. Null if
 * unknown.
 */
export const callerPhone = (
  {
    customerPhone,
    customerPhoneSource,
  }: {
    customerPhone?: null | string | undefined
    customerPhoneSource?: null | PhoneSource | undefined
  },
  { locale, t }: Pick<Texts, 'locale' | 't'>,
): null | string => {
  if (!customerPhone) {
    return customerPhoneSource === 'withheld' ? t('mails.phone.withheld') : null
  }
  const number = phone(customerPhone, { locale })
  return customerPhoneSource === 'told' ? t('mails.phone.told', { number }) : number
}

const zoneName = (timeZone: string) => timeZone.replaceAll('_', ' ')

/** Two digits for hours up to 23, `09:05`, and as few as needed beside “AM” and “PM”, `9:05 AM`. */
const hourIn = (locale: string): Intl.DateTimeFormatOptions => {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' }
}

// Where a language allows, the month is in letters: 11/12 could be misread.
const DATE = { day: 'numeric', month: 'short', weekday: 'short' } as const

type Zoned = Locale & { timeZone: string }

/** A local date and time without the year: `Sun, 22 Nov, 18:05`. */
export const shortWhen = (time: Date, { locale, timeZone }: Zoned): string =>
  new Intl.DateTimeFormat(locale, { ...DATE, ...hourIn(locale), timeZone }).format(time)

/** A local time with its zone: `Sun, 22 Nov 2026, 18:05 (Europe/Berlin)`. */
export const when = (time: Date, { locale, timeZone }: Zoned): string => {
  const format = { ...DATE, ...hourIn(locale), timeZone, year: 'numeric' } as const
  return `${new Intl.DateTimeFormat(locale, format).format(time)} (${zoneName(timeZone)})`
}

/** A local time of day: `18:05`. */
export const clock = (time: Date, { locale, timeZone }: Zoned): string =>
  new Intl.DateTimeFormat(locale, { ...hourIn(locale), timeZone }).format(time)

/** A date: `Sat, 21 Nov 2026`. */
export const calendarDay = (day: Day, { locale }: Locale): string =>
  new Intl.DateTimeFormat(locale, { ...DATE, timeZone: 'UTC', year: 'numeric' }).format(
    new Date(day),
  )

/** A week, from Monday to Sunday: `16–22 Nov 2026`. */
export const calendarWeek = (week: string, { locale }: Locale): string => {
  const monday = mondayOf(week)
  const span = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    year: 'numeric',
  }).formatRange(new Date(monday), new Date(addDays(monday, 6)))
  // Node releases differ in the spaces around the dash.
  return span.replace(/\s*–\s*/u, '–')
}
