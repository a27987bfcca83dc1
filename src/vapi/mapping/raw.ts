import { firstKeys, type JsonObject, type JsonValue, setKey } from '../../lib/json'
import { cutText } from '../../lib/shortText'

const MAX_RAW = 200
/** How many values of an object or a list are looked at. More than fit are not shown. */
const MAX_VALUES = 60
const MAX_DEPTH = 6

/**
 * A value of a masked body as evidence shows it: text as it is, anything else as JSON, at most 200 characters. The same
 * value always gives the same text.
 */
export const rawOf = (value: JsonValue): string => {
  if (typeof value === 'string') return cutText(value.trim(), MAX_RAW)
  if (typeof value !== 'object' || value === null) return String(value)
  return cutText(JSON.stringify(beginningOf(value)), MAX_RAW)
}

const beginningOf = (whole: JsonValue): JsonValue => {
  let left = MAX_VALUES
  const cut = (value: JsonValue, depth: number): JsonValue => {
    left -= 1
    if (typeof value === 'string') return cutText(value, MAX_RAW)
    if (typeof value !== 'object' || value === null) return value
    if (depth >= MAX_DEPTH) return null
    if (Array.isArray(value)) {
      return value.slice(0, Math.max(left, 0)).map((item) => cut(item, depth + 1))
    }
    const object: JsonObject = {}
    for (const key of firstKeys(value)) {
      if (left <= 0) break
      setKey(object, cutText(key, MAX_RAW), cut(value[key] ?? null, depth + 1))
    }
    return object
  }
  return cut(whole, 0)
}
