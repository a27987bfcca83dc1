import { firstKeys, isJsonObject, type JsonObject, type JsonValue } from '../lib/json'
import { onceEach } from '../lib/remember'
import { normaliseKey } from './normaliseKey'

/** Names of a field, as `normaliseKey` writes them, the likeliest first. */
export type Names = readonly string[]

const MAX_NAME = 60

/**
 * Finds a field under any of its names, whatever their case, spaces and underscores, in the first
 * object in which it can be read: objects first, then names, whatever the order of keys. For what is
 * not in its usual place only: it goes through the first 500 keys.
 */
export const lookUp = <Value>(
  objects: readonly (JsonValue | undefined)[],
  names: Names,
  read: (value: JsonValue) => Value | null,
): Value | null => {
  for (const object of objects) {
    const found = isJsonObject(object) ? lookIn(object, names, read) : null
    if (found !== null) return found
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
): Value | null => {
  const ranks = ranksOf(names)
  const found: { key: string; rank: number }[] = []
  for (const key of firstKeys(object)) {
    const rank = key.length <= MAX_NAME ? ranks.get(normaliseKey(key)) : undefined
    if (rank !== undefined) found.push({ key, rank })
  }
  // Of two spellings of one name the first by alphabet, so that the order of keys does not count.
  if (found.length > 1) found.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
  for (const { key } of found) {
    const value = object[key]
    const answer = value === undefined || value === null ? null : read(value)
    if (answer !== null) return answer
  }
  return null
}
