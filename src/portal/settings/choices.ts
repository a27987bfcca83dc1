import { remember } from '../../lib/remember'
import { ZONE_NAMES, zoneLabel } from '../../lib/time/zoneNames'
import { LANGUAGE_NAMES, LANGUAGES } from '../../translations/languages'
import type { Option } from '../ui/Field'

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

/** All time zones, by their city, in the reader's language. @param locale a BCP 47 tag */
export const zoneOptions = remember((locale): readonly Option[] =>
  ZONE_NAMES.map((zone) => zoneOption(zone, locale)).sort(byLabel(locale)),
)

/** All currencies by name, in the reader's language. @param locale a BCP 47 tag */
export const currencyOptions = remember((locale): readonly Option[] => {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  return Intl.supportedValuesOf('currency')
    .map((code) => ({ label: `${names.of(code) ?? code} · ${code}`, value: code }))
    .sort(byLabel(locale))
})

/** The languages of the desk: by their own names, and in the reader's language where that is another. */
export const languageOptions = remember((locale): readonly Option[] => {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return LANGUAGES.map((language) => {
    const [own, name] = [LANGUAGE_NAMES[language], names.of(language)]
    const isSame = name === undefined || name.toLowerCase() === own.toLowerCase()
    return { label: isSame ? own : `${own} · ${name}`, value: language }
  })
})
