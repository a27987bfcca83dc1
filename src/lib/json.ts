export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
export type JsonObject = { [key: string]: JsonValue }

/** True for a plain JSON object: not null, not an array. */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is a JSON object, else undefined. */
export const objectOf = (value: JsonValue | undefined): JsonObject | undefined =>
  isJsonObject(value) ? value : undefined

/** True for a value without content: undefined, null, blank text, an empty list or object. */
export const isEmptyJson = (value: JsonValue | undefined): boolean => {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (typeof value !== 'object') return false
  return Array.isArray(value) ? value.length === 0 : !hasKeys(value)
}

/** Vapi's own objects have fewer keys. An object with more holds somebody's data. */
export const WIDE = 500

/** The first keys of wide objects. V8 lists all keys of an object before it gives the first. */
const wideKeys = new WeakMap<JsonObject, readonly string[]>()

const hasKeys = (object: JsonObject): boolean => {
  if (wideKeys.has(object)) return true
  for (const _ in object) return true
  return false
}

/**
 * The first keys of an object, at most 500. Those of a wide object are remembered, so the object must
 * not get keys afterwards.
 */
export const firstKeys = (object: JsonObject): readonly string[] => {
  const known = wideKeys.get(object)
  if (known) return known
  const keys: string[] = []
  for (const key in object) {
    if (keys.length === WIDE) {
      wideKeys.set(object, keys)
      break
    }
    keys.push(key)
  }
  return keys
}

/**
 * Sets a key that came from outside. `__proto__` is left out: it would set the prototype of the object
 * instead of a key, and it never means anything in a report.
 */
export const setKey = (target: JsonObject, key: string, value: JsonValue): void => {
  if (key !== '__proto__') target[key] = value
}

/** True if two JSON values are equal. The order of keys does not matter, and undefined equals null. */
export const isSameJson = (a: JsonValue | undefined, b: JsonValue | undefined): boolean => {
  const left = a ?? null
  const right = b ?? null
  if (left === right) return true
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isSameJson(item, right[index]))
    )
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameJson(left[key], right[key]))
  )
}
