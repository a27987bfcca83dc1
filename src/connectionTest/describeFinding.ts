import { t } from '@payloadcms/translations'
import { deskTranslations } from '../translations/en'
import type { DeskKey } from '../translations/keys'
import type { Finding } from './findings'

type Language = keyof typeof deskTranslations

const isLanguage = (language: string): language is Language => language in deskTranslations

/** Describes a finding and what to do about it, in a language; in English if there is no translation. */
export const describeFinding = ({ code, values }: Finding, language: string): string => {
  const key: DeskKey = `desk:line:${code}`
  const translations = deskTranslations[isLanguage(language) ? language : 'en']
  return t({ key, translations, vars: values ?? {} })
}
