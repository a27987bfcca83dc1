'use client'

import { useTranslation } from '@payloadcms/ui'
import type { DeskKey, DeskTranslations } from '../../translations/keys'

/** The desk's translations and number format in the user's language, and Payload's `i18n`. */
export const useDesk = () => {
  const { i18n, t } = useTranslation<DeskTranslations, DeskKey>()
  return {
    /** Formats a number in the user's language. */
    formatCount: (value: number) => value.toLocaleString(i18n.language),
    i18n,
    language: i18n.language,
    t,
  }
}

export type Desk = ReturnType<typeof useDesk>
