'use client'

import { isJsonObject, type JsonValue } from '../../lib/json'
import { useWords } from '../History/useWords'
import { useDesk } from '../shared/useDesk'

const CALLS = 'call-summaries'
const OWN = 'fields.'

/** The labels of fields and values, as the call's page shows them. */
export const useShownChange = (labels: Readonly<Record<string, string>>) => {
  const words = useWords()
  const { formatCount } = useDesk()
  const shown = (field: string, value: JsonValue): string => {
    if (Array.isArray(value)) return value.map((each) => shown(field, each)).join(', ')
    if (!isJsonObject(value)) return words.valueOf(CALLS, field, value)
    const { amount, currency } = value
    if (typeof amount !== 'number') return JSON.stringify(value)
    return typeof currency === 'string' ? `${formatCount(amount)} ${currency}` : formatCount(amount)
  }
  return {
    labelOf: (field: string): string =>
      labels[field] ??
      (field.startsWith(OWN) ? field.slice(OWN.length) : words.labelOf(CALLS, field)),
    shown,
  }
}
