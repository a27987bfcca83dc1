/** The languages of clients' pages, mails and text messages, as ISO 639-1 codes. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt', 'it', 'nl'] as const

export type Language = (typeof LANGUAGES)[number]

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

/** True for the code of a language in which the desk can write. */
export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value)
