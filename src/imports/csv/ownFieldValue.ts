import type { JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { readCurrencies } from '../../vapi/currency'
import type { OwnField } from '../../vapi/mapping/mapping'
import { readInstant } from '../../vapi/time'
import { type DecimalSign, numberOf, yesNoOf } from './cells'
import { nameKey } from './columns'
import { type DayOrder, wallIn } from './times'

type InFile = { decimal: DecimalSign; order: DayOrder | null }

const MAX_TEXT = 500

const dateOf = (text: string, order: DayOrder | null): null | string => {
  const wall = wallIn(text, order)
  if (wall === 'ambiguous') return null
  if (wall) return wall.time === null ? wall.date : `${wall.date}T${wall.time.slice(0, 5)}`
  const instant = /[Z+]/.test(text) ? readInstant(text) : null
  return instant === null ? null : new Date(instant).toISOString()
}

const moneyOf = (text: string, decimal: DecimalSign): JsonValue | null => {
  const amount = numberOf(text.replace(/[\p{L}\p{Sc}]+\.?/gu, ' '), decimal)
  return amount === null ? null : { amount, currency: readCurrencies(text)?.[0] ?? null }
}

const choiceOf = ({ choices }: OwnField, text: string): string => {
  const key = nameKey(text)
  const found = choices.find((choice) =>
    [choice.key, choice.label, ...choice.values].some((each) => nameKey(each) === key),
  )
  return found?.key ?? cutText(text, MAX_TEXT)
}

/** The value of an own field in a cell, as it is stored; null if the text is none of its type. */
export const ownFieldValue = (
  field: OwnField,
  text: string,
  { decimal, order }: InFile,
): JsonValue | null => {
  switch (field.type) {
    case 'choice':
      return choiceOf(field, text)
    case 'date':
      return dateOf(text, order)
    case 'money':
      return moneyOf(text, decimal)
    case 'number':
      return numberOf(text, decimal)
    case 'text':
      return cutText(text, MAX_TEXT)
    case 'yes_no':
      return yesNoOf(text)
  }
}
