import type { LabelFunction } from 'payload'
import { ADMIN_TEXTS } from './admin'
import type { AdminTexts } from './keys'
import { isLanguage, LANGUAGES } from './languages'

type Desk = AdminTexts['desk']

/** The name of a text of the desk, such as `firstTitle`. */
export type DeskText = keyof {
  [Name in keyof Desk as Desk[Name] extends string ? Name : never]: true
}

/** A text of the admin as a label of Payload's config, in the language of the reader. */
export const labelOf = (key: DeskText): LabelFunction => {
  return ({ i18n: { language } }) => ADMIN_TEXTS[isLanguage(language) ? language : 'en'].desk[key]
}

/** The label of the n-th column for own fields, by language. @param n from 1 */
export const ownFieldSlot = (n: number): Record<string, string> =>
  Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      ADMIN_TEXTS[language].desk.ownFieldSlot.replace('{{n}}', String(n)),
    ]),
  )
