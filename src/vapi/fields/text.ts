import { isJsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { isAbsent } from './absent'

export const MAX_COLUMN_TEXT = 500
const MAX_LIST = 20

/** Text that looks like JSON but could not be parsed is not a name either. */
const JSON_START = /^(?:[[{]\s*(?:["[{\]}]|(?:-?\d[\d.e+-]*|true|false|null)\s*(?:,|\]$))|```)/i

/** A scalar as the text of a column; null if it means that nothing was said. */
export const readText = (value: JsonValue): string | null => {
  if (value === null || typeof value === 'object') return null
  const text = String(value).trim()
  return isAbsent(text) || JSON_START.test(text) ? null : cutText(text, MAX_COLUMN_TEXT)
}

/**
 * The scalar in a value: a scalar itself, the value of an object under the first of some keys, or a
 * list of texts, joined.
 * @example
 * scalarOf({ name: 'Haircut' }, ['name']) // 'Haircut'
 * scalarOf(['Cut', 'Shave'], []) // 'Cut, Shave'
 */
export const scalarOf = (value: JsonValue, inside: readonly string[]): JsonValue => {
  if (isJsonObject(value)) {
    for (const key of inside) {
      const found = Object.hasOwn(value, key) ? value[key] : null
      if (found !== undefined && found !== null && typeof found !== 'object') return found
    }
    return null
  }
  if (!Array.isArray(value)) return value
  const texts = value.filter((item) => typeof item === 'string')
  const isTexts = texts.length === value.length && value.length <= MAX_LIST
  return isTexts ? texts.filter((text) => !isAbsent(text)).join(', ') : null
}
