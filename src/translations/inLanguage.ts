import { LANGUAGE_NAMES, LANGUAGES } from './languages'

/** German, Spanish, French, Italian, Dutch, Portuguese. */
export type Translations = readonly [string, string, string, string, string, string]

const PLACES: ReadonlyMap<string, number> = new Map(
  ['de', 'es', 'fr', 'it', 'nl', 'pt'].map((language, index) => [language, index]),
)

/** A language of the admin by its own name, such as `Deutsch`; English for any other name. */
const named = (name: string) => LANGUAGES.find((each) => LANGUAGE_NAMES[each] === name) ?? 'en'

/** An English text in a language, by the language's own name; undefined if it has no translation. */
export const inLanguage = (
  texts: Readonly<Record<string, Translations>>,
  english: string,
  languageName: string,
): string | undefined => {
  const translations = Object.hasOwn(texts, english) ? texts[english] : undefined
  return translations?.[PLACES.get(named(languageName)) ?? -1]
}
