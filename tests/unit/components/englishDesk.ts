import { t } from '@payloadcms/translations'
import type { Desk } from '../../../src/components/shared/useDesk'
import { deskTranslations } from '../../../src/translations/en'

/** What `useDesk` gives in the browser, in English, without React. */
export const englishDesk = (): Pick<Desk, 'formatCount' | 'language' | 't'> => ({
  formatCount: (value) => value.toLocaleString('en'),
  language: 'en',
  t: (key, vars) => t({ key, translations: deskTranslations.en, vars }),
})
