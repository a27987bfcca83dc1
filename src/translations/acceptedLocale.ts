import { isLanguage, type Language } from './languages'

/** What a browser asks for: a language of the desk, and the country that goes with it, if any. */
export type AcceptedLocale = { country: null | string; language: Language }

const MAX_LENGTH = 500
const PREFERENCE =
  /^([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?(?:-[a-z\d-]+)?(?:\s*;\s*q=([\d.]{1,5}))?$/i

/**
 * The language of an `Accept-Language` header that the browser prefers among those of the desk.
 * @returns null if it names none of them
 * @example
 * acceptedLocale('sv, de-AT;q=0.9, en;q=0.8') // { country: 'AT', language: 'de' }
 */
export const acceptedLocale = (header: null | string | undefined): AcceptedLocale | null => {
  const wanted = (header ?? '')
    .slice(0, MAX_LENGTH)
    .split(',')
    .flatMap((part) => {
      const [match, code = '', country, weight] = PREFERENCE.exec(part.trim()) ?? []
      const language = code.toLowerCase()
      if (match === undefined || !isLanguage(language)) return []
      const q = weight === undefined ? 1 : Number(weight)
      if (!(q > 0)) return []
      const isCountry = country !== undefined && /^[a-z]{2}$/i.test(country)
      return { country: isCountry ? country.toUpperCase() : null, language, q }
    })
    // Stable: of equal ones, the first counts.
    .sort((a, b) => b.q - a.q)
  const [best] = wanted
  return best ? { country: best.country, language: best.language } : null
}
