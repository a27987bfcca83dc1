/** The languages of clients' pages, mails and text messages, as ISO 639-1 codes. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt', 'it', 'nl'] as const

export type Language = (typeof LANGUAGES)[number]

/** True for the code of a language in which the desk can write. */
export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value)
