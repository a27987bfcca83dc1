import type { Language } from '../lib/languages'
import { ADMIN_TEXTS } from './admin'
import type { AdminTexts } from './keys'

type Desk = AdminTexts['desk']

/** The name of a text of the desk, such as `firstTitle`. */
export type DeskText = keyof {
  [Name in keyof Desk as Desk[Name] extends string ? Name : never]: true
}

/** A text of the admin as a label of Payload's config, from which it chooses by the language of the reader. */
export const everyLanguage = (key: DeskText): Record<Language, string> => ({
  de: ADMIN_TEXTS.de.desk[key],
  en: ADMIN_TEXTS.en.desk[key],
  es: ADMIN_TEXTS.es.desk[key],
  fr: ADMIN_TEXTS.fr.desk[key],
  it: ADMIN_TEXTS.it.desk[key],
  nl: ADMIN_TEXTS.nl.desk[key],
  pt: ADMIN_TEXTS.pt.desk[key],
})
