import type { Language } from '../lib/languages'
import { de } from './de'
import { deskTranslations } from './en'
import { es } from './es'
import { fr } from './fr'
import { it } from './it'
import type { AdminTexts } from './keys'
import { nl } from './nl'
import { pt } from './pt'

/**
 * The desk's own texts of the admin in every language, for Payload's `i18n.translations`. For servers only: a browser
 * gets those of its own language from Payload, and should not load the others.
 */
export const ADMIN_TEXTS = {
  de,
  en: deskTranslations.en,
  es,
  fr,
  it,
  nl,
  pt,
} as const satisfies Record<Language, AdminTexts>
