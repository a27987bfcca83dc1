import { firstKeys, isJsonObject, type JsonObject, type JsonValue } from '../lib/json'
import { onceEach } from '../lib/remember'
import { normaliseKey } from './normaliseKey'

/** Names of a field in the form of `normaliseKey`, the most likely first. */
export type Names = readonly string[]

const MAX_NAME = 60

/**
 * Finds a field under any of its names, ignoring case, spaces and underscores, in the first object from
 * which it can be read. The order of keys does not matter. Use it only for fields that are not in their
 * usual place, since it reads the first 500 keys of each object.
 * @param read returns null for a value that cannot be read
 * @returns null if there is none
 */
export const lookUp = <Value>(
  objects: readonly (JsonValue | undefined)[],
  names: Names,
  read: (value: JsonValue) => Value | null,
): Value | null => {
  for (const object of objects) {
    const found = isJsonObject(object) ? lookIn(object, names, read) : null
    if (found !== null) return found.answer
  }
  return null
}

/** What was found, under which key of which object, and what stands there. */
export type LookedUp<Value> = { answer: Value; at: number; key: string; value: JsonValue }

/** The same, with the place; `at` is the index of the object. */
export const lookUpPlace = <Value>(
  objects: readonly (JsonValue | undefined)[],
  names: Names,
  read: (value: JsonValue) => Value | null,
): LookedUp<Value> | null => {
  for (const [at, object] of objects.entries()) {
    const found = isJsonObject(object) ? lookIn(object, names, read) : null
    if (found !== null) return { ...found, at }
  }
  return null
}

const ranksOf = onceEach(
  (names: Names): ReadonlyMap<string, number> => new Map(names.map((name, rank) => [name, rank])),
)

const lookIn = <Value>(
  object: JsonObject,
  names: Names,
  read: (value: JsonValue) => Value | null,
): Omit<LookedUp<Value>, 'at'> | null => {
  const ranks = ranksOf(names)
  const found: { key: string; rank: number }[] = []
  for (const key of firstKeys(object)) {
    const rank = key.length <= MAX_NAME ? ranks.get(normaliseKey(key)) : undefined
    if (rank !== undefined) found.push({ key, rank })
  }
  // Two spellings of one name are sorted alphabetically, so that the order of keys does not matter.
  if (found.length > 1) found.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
  for (const { key } of found) {
    const value = object[key]
    if (value === undefined || value === null) continue
    const answer = read(value)
    if (answer !== null) return { answer, key, value }
  }
  return null
}
