import type { Language } from '../lib/languages'

export { isLanguage, LANGUAGES, type Language } from '../lib/languages'

/** The languages by their own names. */
export const LANGUAGE_NAMES = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
  pt: 'Português',
} as const satisfies Record<Language, string>
