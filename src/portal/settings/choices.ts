import { remember } from '../../lib/remember'
import { ZONE_NAMES, zoneLabel } from '../../lib/time/zoneNames'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../translations/languages'
import type { Option } from '../ui/Field'

/**
 * Makes a list once for each language. Not for each locale: anybody names thousands of them in `Accept-Language`,
 * and a list takes a quarter of a second and 100 KB.
 */
const forLanguage: <List>(make: (language: string) => List) => (language: Language) => List =
  remember

const byLabel = (locale: string) => {
  const { compare } = new Intl.Collator(locale)
  return (a: Option, b: Option) => compare(a.label, b.label)
}

/** The name of a zone’s time in a language, such as “Central European Time”. */
const timeName = (timeZone: string, locale: string): string | undefined =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value

/** The city and the name of its time, by which people look for it: “Berlin · Central European Time”. */
const zoneOption = (zone: string, locale: string): Option => {
  const [city = zone] = zoneLabel(zone).split(' · ')
  const name = timeName(zone, locale)
  return { label: name === undefined || name === city ? city : `${city} · ${name}`, value: zone }
}

/** All time zones, by their city, in the reader's language. */
export const zoneOptions = forLanguage((language): readonly Option[] =>
  ZONE_NAMES.map((zone) => zoneOption(zone, language)).sort(byLabel(language)),
)

/** All currencies by name, in the reader's language. */
export const currencyOptions = forLanguage((reader): readonly Option[] => {
  const names = new Intl.DisplayNames(reader, { type: 'currency' })
  return Intl.supportedValuesOf('currency')
    .map((code) => ({ label: `${names.of(code) ?? code} · ${code}`, value: code }))
    .sort(byLabel(reader))
})

/** The languages of the desk: by their own names, and in the reader's language where that is another. */
export const languageOptions = forLanguage((reader): readonly Option[] => {
  const names = new Intl.DisplayNames(reader, { type: 'language' })
  return LANGUAGES.map((language) => {
    const [own, name] = [LANGUAGE_NAMES[language], names.of(language)]
    const isSame = name === undefined || name.toLowerCase() === own.toLowerCase()
    return { label: isSame ? own : `${own} · ${name}`, value: language }
  })
})
