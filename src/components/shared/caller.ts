import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { oneLine } from '../../mail/templates/clean'
import type { CallSummary } from '../../payload-types'

type Caller = Pick<CallSummary, 'customerName' | 'customerPhone' | 'customerPhoneSource'>

/**
 * A phone number as people of its country write it after the country code, and the number to dial.
 * `dial` is null for what is not a number.
 * @example
 * phoneOf('+12025550146') // { dial: '+12025550146', text: '+1 202 555 0146' }
 */
export const phoneOf = (
  value: null | string | undefined,
): null | { dial: null | string; text: string } => {
  const text = oneLine(value ?? '')
  if (text === '') return null
  const number = parsePhoneNumberFromString(text)
  return number ? { dial: number.number, text: number.formatInternational() } : { dial: null, text }
}

/** What to call the caller: name, else number; null where neither is known. */
export const callerOf = ({ customerName, customerPhone }: Caller): null | string =>
  oneLine(customerName ?? '') || (phoneOf(customerPhone)?.text ?? null)
