'use client'

import { formatOwnField } from '../../fields/format'
import { outcomeLabel } from '../../fields/outcomeLabel'
import { TARGETS } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import type { Row } from './draft'
import { useEditing } from './editing'
import { priceText } from './priceText'
import { TARGET_WORDS } from './words'

/** How rows and their values are written for the reader. */
export const useShown = () => {
  const { language, t } = useDesk()
  const { desk, draft } = useEditing()
  const outcomes = desk?.outcomes ?? draft.outcomes
  const words = {
    currency: null,
    locale: language,
    no: t('desk:mappingNo'),
    timezone: 'UTC',
    yes: t('desk:mappingYes'),
  }
  const fieldOf = (row: Row) => draft.fields.find(({ key }) => `fields.${key}` === row)
  return {
    nameOf: (row: Row): string => {
      const target = TARGETS.find((each) => each === row)
      return target ? t(TARGET_WORDS[target]) : (fieldOf(row)?.label ?? row)
    },
    outcomes,
    /** An empty text for no value. @param currency of a price */
    textOf: (row: Row, value: unknown, currency?: string): string => {
      const field = fieldOf(row)
      if (field) return formatOwnField({ field, value, ...words })
      if (row === 'price') return priceText({ currency, language, value })
      if (row === 'outcome' && typeof value === 'string') return outcomeLabel(outcomes, value)
      return typeof value === 'string' || typeof value === 'number' ? `${value}` : ''
    },
  }
}
