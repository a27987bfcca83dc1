import { isJsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { isAbsent } from './absent'

export const MAX_COLUMN_TEXT = 500
const MAX_LIST = 20

/** What could not be read as JSON is no name either. */
const JSON_START = /^(?:[[{]\s*(?:["[{\]}]|(?:-?\d[\d.e+-]*|true|false|null)\s*(?:,|\]$))|```)/i

/** A scalar as the text of a column; null when it says nothing. */
export const readText = (value: JsonValue): string | null => {
  if (value === null || typeof value === 'object') return null
  const text = String(value).trim()
  return isAbsent(text) || JSON_START.test(text) ? null : cutText(text, MAX_COLUMN_TEXT)
}

/** A scalar itself, `{ name: "Haircut" }` by the first such key, `["Cut", "Shave"]` as "Cut, Shave". */
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
