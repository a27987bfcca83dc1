import { isJsonObject, type JsonObject, type JsonValue, setKey } from '../../lib/json'

const NAME_KEYS = ['name', 'key', 'field', 'fieldName', 'field_name', 'label', 'question', 'title']
const VALUE_KEYS = ['value', 'answer', 'response', 'fieldValue', 'field_value', 'result']
/** What stands beside a value and does not change what it means. */
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

/** `{ name: "Outcome", value: "booked" }`: a field that tools wrote as an object; null for any other. */
export const pairOf = (item: JsonValue): { name: string; value: JsonValue } | null => {
  if (!isJsonObject(item)) return null
  const nameKey = keyIn(item, NAME_KEYS)
  const valueKey = keyIn(item, VALUE_KEYS)
  if (nameKey === undefined || valueKey === undefined) return null
  const name = item[nameKey]
  const isPair = typeof name === 'string' && isAsideOf(item, nameKey, valueKey)
  return isPair ? { name, value: item[valueKey] ?? null } : null
}

/** A list of such fields as the object it stands for; null for any other list. */
export const fieldsInPairs = (list: readonly JsonValue[]): JsonObject | null => {
  if (list.length === 0 || list.length > MAX_PAIRS || pairOf(list[0] ?? null) === null) return null
  const fields: JsonObject = {}
  for (const item of list) {
    const pair = pairOf(item)
    if (!pair) return null
    // Of two of one name the first, whatever comes later.
    if (!Object.hasOwn(fields, pair.name)) setKey(fields, pair.name, pair.value)
  }
  return fields
}

/** `{ value: "booked", confidence: 0.9 }` is its value; anything else as it is. */
export const valueIn = (value: JsonValue): JsonValue =>
  isJsonObject(value) && Object.hasOwn(value, 'value') && isAsideOf(value, 'value')
    ? (value.value ?? null)
    : value
