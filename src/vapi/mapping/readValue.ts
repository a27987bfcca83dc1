import { isJsonObject, type JsonValue } from '../../lib/json'
import { valueIn } from '../fields/pairs'
import type { Price } from '../price'
import { Effort, glanceAt, weightOf } from './effort'
import type { Reader } from './mapping'
import { createOpener, type Opener } from './path'
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
 * @param report `open` opens JSON in its texts; `effort`: what is left of the work that it may cost
 * @returns the value, and what it was read from; null if none can be read, or there is no effort left for it
 */
export const readValue = (
  reader: Reader,
  values: readonly JsonValue[],
  { effort, open }: { effort: Effort; open: Opener } = {
    effort: new Effort(),
    open: createOpener(),
  },
): { raw: JsonValue; read: ReadValue } | null => {
  const opened = (value: JsonValue): JsonValue => {
    if (typeof value !== 'string') return value
    effort.spend(glanceAt(value))
    return open(value)
  }
  const canRead = (value: JsonValue): boolean => effort.spend(weightOf(reader, value, effort.left))
  if (reader === 'list') {
    const looked = values.slice(0, MAX_ITEMS).map(opened)
    if (!looked.every(canRead)) return null
    const read = textRead('list', joined(looked))
    const [first] = values
    return read && { raw: values.length === 1 && first !== undefined ? first : [...values], read }
  }
  for (const value of values.slice(0, MAX_ITEMS)) {
    const whole = opened(value)
    // Of a list, the items are read.
    if (!Array.isArray(whole) && !canRead(whole)) return null
    const given = valueIn(whole)
    const items = Array.isArray(given) ? given.slice(0, MAX_ITEMS) : [given]
    for (const item of items) {
      if (item !== whole && !canRead(item)) return null
      const read = READ[reader](isJsonObject(item) ? valueIn(item) : item)
      if (read) return { raw: item, read }
    }
  }
  return null
}
