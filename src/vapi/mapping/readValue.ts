import { isJsonObject, type JsonValue } from '../../lib/json'
import { unwrapped } from '../fields/jsonInText'
import { valueIn } from '../fields/pairs'
import type { Price } from '../price'
import type { Reader } from './mapping'
import { dateOf } from './readers/date'
import { joined } from './readers/list'
import { moneyOf } from './readers/money'
import { numberOf } from './readers/number'
import { phoneOf } from './readers/phone'
import { textOf } from './readers/text'
import { yesNoOf } from './readers/yesNo'

/** A value, as its reader understood it. Money is a price with the currencies that it can mean. */
export type ReadValue =
  | { kind: 'date' | 'list' | 'phone' | 'text'; value: string }
  | { kind: 'money'; value: Price }
  | { kind: 'number'; value: number }
  | { kind: 'yes_no'; value: boolean }

type OneReader = Exclude<Reader, 'list'>

/** Reads one value that is no list; null if it cannot be read. */
const READ: Record<OneReader, (value: JsonValue) => ReadValue | null> = {
  date: (value) => textRead('date', dateOf(value)),
  money: (value) => {
    const price = moneyOf(value)
    return price && { kind: 'money', value: price }
  },
  number: (value) => {
    const number = numberOf(value)
    return number === null ? null : { kind: 'number', value: number }
  },
  phone: (value) => textRead('phone', phoneOf(value)),
  text: (value) => textRead('text', textOf(value)),
  yes_no: (value) => {
    const answer = yesNoOf(value)
    return answer === null ? null : { kind: 'yes_no', value: answer }
  },
}

const textRead = (
  kind: 'date' | 'list' | 'phone' | 'text',
  value: string | null,
): ReadValue | null => (value === null ? null : { kind, value })

const MAX_ITEMS = 50

/**
 * Reads the values of a source with a reader: the first that can be read, or all of them joined by `list`. JSON in a
 * text is opened. Never throws.
 * @param values what the source names, in order
 * @returns the value, and what it was read from; null if none can be read
 */
export const readValue = (
  reader: Reader,
  values: readonly JsonValue[],
): { raw: JsonValue; read: ReadValue } | null => {
  if (reader === 'list') {
    const read = textRead('list', joined(values.map(unwrapped)))
    const [first] = values
    return read && { raw: values.length === 1 && first !== undefined ? first : [...values], read }
  }
  for (const value of values.slice(0, MAX_ITEMS)) {
    const given = valueIn(unwrapped(value))
    const items = Array.isArray(given) ? given.slice(0, MAX_ITEMS) : [given]
    for (const item of items) {
      const read = READ[reader](isJsonObject(item) ? valueIn(item) : item)
      if (read) return { raw: item, read }
    }
  }
  return null
}
