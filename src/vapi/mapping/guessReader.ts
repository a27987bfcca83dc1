import type { JsonValue } from '../../lib/json'
import { foldKey } from '../fields/keys'
import { PRICE_NAMES } from '../fields/names'
import { toE164 } from '../phone'
import { readPrice } from '../price'
import type { Reader } from './mapping'
import { dateOf } from './readers/date'
import { yesNoOf } from './readers/yesNo'

/** Later than any number that is no time in milliseconds. */
const LEAST_TIME = 1e12
const NUMBER = /^\s*-?\d{1,9}(?:[.,]\d{1,6})?\s*$/
const MAX_TEXT = 100

/**
 * The reader that fits a value.
 * @param key the name under which it stands
 */
export const guessReader = (key: string, value: JsonValue): Reader => {
  if (typeof value === 'boolean') return 'yes_no'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') {
    if (value >= LEAST_TIME && dateOf(value) !== null) return 'date'
    return isPriceName(key) ? 'money' : 'number'
  }
  return typeof value === 'string' && value.length <= MAX_TEXT ? ofText(key, value) : 'text'
}

const isPriceName = (key: string): boolean => PRICE_NAMES.get(foldKey(key))?.isGeneric === false

const ofText = (key: string, text: string): Reader => {
  if (toE164(text) !== null) return 'phone'
  if (readPrice(text)?.currencies) return 'money'
  if (NUMBER.test(text)) return isPriceName(key) ? 'money' : 'number'
  if (yesNoOf(text) !== null) return 'yes_no'
  return dateOf(text) === null ? 'text' : 'date'
}
