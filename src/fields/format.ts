import { formatPrice } from '../format'
import { dateFormat, numberFormat } from '../lib/intlFormats'
import { isObject } from '../lib/values'
import type { FieldType, OwnField } from '../vapi/mapping/mapping'

/** How own fields are written for one reader. */
export type FieldWords = {
  /** For amounts without a currency of their own: the client's; null: none is shown. */
  currency: null | string
  /** A BCP 47 tag, such as `en-US`. */
  locale: string
  no: string
  /** Of times that name their instant: the client's. */
  timezone: string
  yes: string
}

type Formatted = FieldWords & { field: Pick<OwnField, 'choices' | 'type'>; value: unknown }

const number = (value: number, locale: string): string =>
  numberFormat(locale, { maximumFractionDigits: 6 }).format(value)

const DAY = { day: 'numeric', month: 'short', weekday: 'short', year: 'numeric' } as const
const TIME = { hour: 'numeric', minute: '2-digit' } as const
const DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::[\d.]+)?(Z)?)?$/

/** Null for what is no date. A date without a zone is written as it is, whatever the zone of the reader. */
const date = (value: string, { locale, timezone }: FieldWords): null | string => {
  const [, day, clock, isInstant] = DATE.exec(value) ?? []
  if (day === undefined) return null
  const time = new Date(isInstant ? value : `${day}T${clock ?? '00:00'}Z`)
  if (Number.isNaN(time.getTime())) return null
  return dateFormat(locale, {
    ...DAY,
    ...(clock === undefined ? {} : TIME),
    timeZone: isInstant ? timezone : 'UTC',
  }).format(time)
}

const money = (value: object, { currency, locale }: FieldWords): null | string => {
  const { amount, currency: own }: { amount?: unknown; currency?: unknown } = value
  return formatPrice({
    currency: typeof own === 'string' && own ? own : currency,
    language: locale,
    value: amount,
  })
}

/** A value by what it is: for one that is not of its field's type any more. */
const asItIs = (value: unknown, words: FieldWords): string => {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number' && Number.isFinite(value)) return number(value, words.locale)
  return isObject(value) ? (money(value, words) ?? '') : ''
}

const READ = {
  choice: ({ field: { choices }, value }) => choices.find(({ key }) => key === value)?.label,
  date: (formatted) =>
    typeof formatted.value === 'string' ? date(formatted.value, formatted) : null,
  money: ({ value, ...words }) =>
    isObject(value)
      ? money(value, words)
      : formatPrice({ currency: words.currency, language: words.locale, value }),
  number: () => null,
  text: () => null,
  yes_no: () => null,
} satisfies Record<FieldType, (formatted: Formatted) => null | string | undefined>

/**
 * The value of an own field as people read it. A value that does not fit the field, such as one from before its
 * type was changed, is written as it is.
 * @returns an empty text for no value
 */
export const formatOwnField = (formatted: Formatted): string =>
  READ[formatted.field.type](formatted) ?? asItIs(formatted.value, formatted)
