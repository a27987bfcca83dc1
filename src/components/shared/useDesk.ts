'use client'

import { useTranslation } from '@payloadcms/ui'
import type { DeskKey, DeskTranslations } from '../../translations/keys'

/** Our words in the person's language, beside Payload's own `i18n`. */
export const useDesk = () => {
  const { i18n, t } = useTranslation<DeskTranslations, DeskKey>()
  return {
    /** A number as people of this language write it. */
    formatCount: (value: number) => value.toLocaleString(i18n.language),
    i18n,
    language: i18n.language,
    t,
  }
}

export type Desk = ReturnType<typeof useDesk>
