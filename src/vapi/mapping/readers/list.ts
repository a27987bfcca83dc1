import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/json'
import { cutText } from '../../../lib/shortText'
import { labelOf } from '../../extractedRows'
import { nameOfItem } from '../../fields/services'
import { MAX_COLUMN_TEXT } from '../../fields/text'
import { textOf } from './text'

const MAX_ITEMS = 50
const MAX_DEPTH = 3

/**
 * The items of lists, joined: texts, numbers, the names of objects, and of flags those that are set.
 * @returns null if there are none
 * @example
 * joined([['Cut', { name: 'Shave' }]]) // 'Cut, Shave'
 * joined([{ wifi: true, parking: false }]) // 'Wifi'
 */
export const joined = (values: readonly JsonValue[]): string | null => {
  const texts = values.slice(0, MAX_ITEMS).flatMap((value) => itemsOf(value, 0))
  const text = texts.slice(0, MAX_ITEMS).join(', ')
  return text === '' ? null : cutText(text, MAX_COLUMN_TEXT)
}

const itemsOf = (value: JsonValue, depth: number): string[] => {
  if (Array.isArray(value)) {
    return depth < MAX_DEPTH
      ? value.slice(0, MAX_ITEMS).flatMap((item) => itemsOf(item, depth + 1))
      : []
  }
  const text = isJsonObject(value) ? (nameOfItem(value) ?? textOf(value)) : textOf(value)
  if (text !== null) return [text]
  return isJsonObject(value) ? flagsIn(value) : []
}

/** The names of the flags that are true; an empty list for an object with anything else. */
const flagsIn = (value: JsonObject): string[] => {
  const flags = Object.entries(value).slice(0, MAX_ITEMS)
  return flags.every(([, flag]) => typeof flag === 'boolean')
    ? flags.flatMap(([name, flag]) => (flag === true ? labelOf(name) : []))
    : []
}
