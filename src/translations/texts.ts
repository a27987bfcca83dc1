import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from './languages'
import { localeOf } from './locale'
import { de } from './messages/de'
import { en, type MessageKey, type Messages } from './messages/en'
import { es } from './messages/es'
import { fr } from './messages/fr'
import { it } from './messages/it'
import { nl } from './messages/nl'
import { pt } from './messages/pt'

/** The texts for clients in every language. */
export const MESSAGES = { de, en, es, fr, it, nl, pt } as const satisfies Record<Language, Messages>

export type { MessageKey } from './messages/en'

export type MessageValues = Readonly<Record<string, Date | number | string>>

// A text with a placeholder cannot be asked for without values.
type ValuesOf<Key extends MessageKey> = Key extends MessageKey
  ? (typeof en)[Key] extends `${string}{${string}`
    ? [values: MessageValues]
    : []
  : never

/** The texts for one reader. */
export type Texts = {
  /** The direction of writing, for `dir` in HTML. All languages so far are written from the left. */
  dir: 'ltr'
  /** For `lang` in HTML. */
  language: Language
  /** How dates, numbers and prices look, as BCP 47 tag such as `en-US`. */
  locale: string
  /**
   * A text with its values. Numbers are formatted where the text says so (`{n, number}`, plurals), dates
   * in the reader's time zone.
   * @throws FormatError when a value is missing
   */
  t: <Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>) => string
}

type Formatters = NonNullable<ConstructorParameters<typeof IntlMessageFormat>[3]>['formatters']

const keep = <Args extends unknown[], Made>(make: (...args: Args) => Made) => {
  const made = new Map<string, Made>()
  return (...args: Args): Made => {
    const key = JSON.stringify(args)
    const known = made.get(key) ?? make(...args)
    made.set(key, known)
    return known
  }
}

/** All texts of a reader share them: each costs more memory than a text. */
const formattersIn = (timeZone: string): NonNullable<Formatters> => ({
  getDateTimeFormat: keep(
    (locales, options) => new Intl.DateTimeFormat(locales, { timeZone, ...options }),
  ),
  getNumberFormat: keep((locales, options) => new Intl.NumberFormat(locales, options)),
  getPluralRules: keep((locales, options) => new Intl.PluralRules(locales, options)),
})

/**
 * One text, ready to be formatted. Signs such as `<` have no meaning: HTML is escaped where it is written.
 * @throws SyntaxError when the text is not ICU MessageFormat
 */
export const readMessage = (
  text: string,
  locale: string,
  formatters?: Formatters,
): IntlMessageFormat =>
  new IntlMessageFormat(text, locale, undefined, { formatters, ignoreTag: true })

const makeTexts = (language: Language, locale: string, timeZone: string): Texts => {
  const formatters = formattersIn(timeZone)
  const messages: Messages = MESSAGES[language]
  const read = new Map<MessageKey, IntlMessageFormat>()
  return {
    dir: 'ltr',
    language,
    locale,
    t: (key, ...[values]) => {
      const message = read.get(key) ?? readMessage(messages[key], locale, formatters)
      read.set(key, message)
      return String(message.format(values))
    },
  }
}

// Readers of one desk share few locales and zones; the limit is for odd ones.
const MAX_KEPT = 100
const kept = new Map<string, Texts>()

/**
 * The texts for a reader.
 * @param country decides how dates and numbers look, as ISO 3166 code of two letters; null if not known
 * @param timeZone of dates in texts. Default: UTC.
 * @example
 * textsFor({ country: 'US', language: 'en' }).t('portal.calls.title')
 */
export const textsFor = ({
  country,
  language,
  timeZone = 'UTC',
}: {
  country: null | string
  language: Language
  timeZone?: string
}): Texts => {
  const locale = localeOf({ country, language })
  const key = `${locale} ${timeZone}`
  const known = kept.get(key)
  if (known) return known
  const texts = makeTexts(language, locale, timeZone)
  const oldest = kept.keys().next().value
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, texts)
  return texts
}
