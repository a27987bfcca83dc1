import type { Language } from './languages'

// Without a country, English has 24 hours and the day before the month, as most of the world has.
const WITHOUT_COUNTRY = { en: 'en-GB', pt: 'pt-BR' } as const

/**
 * The locale that decides how dates, numbers and prices look.
 * @param country as ISO 3166 code of two letters; null if it is not known
 * @returns a BCP 47 tag
 * @example
 * localeOf({ country: 'US', language: 'en' }) // 'en-US'
 * localeOf({ country: null, language: 'de' }) // 'de'
 */
export const localeOf = ({
  country,
  language,
}: {
  country: null | string
  language: Language
}): string => {
  if (country !== null && /^[A-Z]{2}$/.test(country)) return `${language}-${country}`
  return language === 'en' || language === 'pt' ? WITHOUT_COUNTRY[language] : language
}
