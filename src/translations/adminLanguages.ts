import { de } from '@payloadcms/translations/languages/de'
import { en } from '@payloadcms/translations/languages/en'
import { es } from '@payloadcms/translations/languages/es'
import { fr } from '@payloadcms/translations/languages/fr'
import { it } from '@payloadcms/translations/languages/it'
import { nl } from '@payloadcms/translations/languages/nl'
import { pt } from '@payloadcms/translations/languages/pt'
import type { Config } from 'payload'
import type { Language } from '../lib/languages'
import { ADMIN_TEXTS } from './admin'

/**
 * The languages of the admin: Payload's texts and the desk's. Payload takes the one that the person chose in the
 * account (cookie `payload-lng`), else the browser's, else English, and sends the texts of this one alone.
 */
export const adminLanguages = {
  fallbackLanguage: 'en',
  supportedLanguages: { de, en, es, fr, it, nl, pt } satisfies Record<Language, unknown>,
  translations: ADMIN_TEXTS,
} satisfies Config['i18n']
