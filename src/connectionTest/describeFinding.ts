import { t } from '@payloadcms/translations'
import { ADMIN_TEXTS } from '../translations/admin'
import type { DeskKey } from '../translations/keys'
import { isLanguage } from '../translations/languages'
import type { Finding } from './findings'

/** Describes a finding and what to do about it, in a language; in English if there is no translation. */
export const describeFinding = ({ code, values }: Finding, language: string): string => {
  const key: DeskKey = `desk:line:${code}`
  const translations = ADMIN_TEXTS[isLanguage(language) ? language : 'en']
  return t({ key, translations, vars: values ?? {} })
}
