import { isJsonObject, type JsonObject, type JsonValue, setKey } from '../../lib/json'

const NAME_KEYS = ['name', 'key', 'field', 'fieldName', 'field_name', 'label', 'question', 'title']
const VALUE_KEYS = ['value', 'answer', 'response', 'fieldValue', 'field_value', 'result']
/** Keys next to a value that do not change its meaning. */
const ASIDE = new Set(
  'id type confidence reason reasoning rationale explanation source evidence description required'.split(
    ' ',
  ),
)
const MAX_PAIRS = 500

const keyIn = (item: JsonObject, keys: readonly string[]): string | undefined =>
  keys.find((key) => Object.hasOwn(item, key))

const isAsideOf = (item: JsonObject, ...own: string[]): boolean =>
  Object.keys(item).every((key) => own.includes(key) || ASIDE.has(key))

/**
 * A field that a tool wrote as an object, `{ name: "Outcome", value: "booked" }`; null for any other
 * value.
 */
export const pairOf = (item: JsonValue): { name: string; value: JsonValue } | null => {
  if (!isJsonObject(item)) return null
  const nameKey = keyIn(item, NAME_KEYS)
  const valueKey = keyIn(item, VALUE_KEYS)
  if (nameKey === undefined || valueKey === undefined) return null
  const name = item[nameKey]
  const isPair = typeof name === 'string' && isAsideOf(item, nameKey, valueKey)
  return isPair ? { name, value: item[valueKey] ?? null } : null
}

/** A list of such fields as one object; null for any other list. */
export const fieldsInPairs = (list: readonly JsonValue[]): JsonObject | null => {
  if (list.length === 0 || list.length > MAX_PAIRS || pairOf(list[0] ?? null) === null) return null
  const fields: JsonObject = {}
  for (const item of list) {
    const pair = pairOf(item)
    if (!pair) return null
    // If two fields have the same name, the first one counts.
    if (!Object.hasOwn(fields, pair.name)) setKey(fields, pair.name, pair.value)
  }
  return fields
}

/** The value in `{ value: "booked", confidence: 0.9 }`; any other value is returned unchanged. */
export const valueIn = (value: JsonValue): JsonValue =>
  isJsonObject(value) && Object.hasOwn(value, 'value') && isAsideOf(value, 'value')
    ? (value.value ?? null)
    : value
