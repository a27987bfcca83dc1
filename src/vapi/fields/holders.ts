import { isJsonObject, type JsonObject, type JsonValue, objectOf } from '../../lib/json'
import { isFieldName } from './fieldNames'
import { jsonInText } from './jsonInText'
import { foldKey } from './keys'
import { SERVICE_NAMES } from './names'
import { fieldsInPairs, valueIn } from './pairs'
import { type Place, placeOf } from './places'

export type Entry = {
  key: string
  /** The key in the form of `foldKey`. */
  name: string
  value: JsonValue
}

/**
 * The source of an object: extracted by the agent, the evaluation of the call, variables at its end,
 * variables that the agency passed to the agent, or metadata of the call.
 */
export type Origin = 'extracted' | 'evaluation' | 'variables' | 'inputs' | 'metadata'

/** True for values that were extracted from the call, not given before. */
export const isFoundOut = ({ origin }: { origin: Origin }): boolean =>
  origin === 'extracted' || origin === 'evaluation'

/** An object whose fields are about this booking or this caller. */
export type Holder = {
  entries: readonly Entry[]
  /** The entries with a known name. */
  known: readonly Entry[]
  depth: number
  /** The key of the object; null at the top. */
  key: string | null
  /** True if its keys are names that somebody chose for the values. */
  isNamed: boolean
  parent: Holder | null
  place: 'top' | Exclude<Place, 'foreign' | 'unknown'>
  source: number
  origin: Origin
}

/** An object, a list of objects or named values in which fields are searched. */
type Root = {
  /** True if the keys at the top are chosen names: any key is accepted, except a foreign one. */
  isNamed?: boolean
  source: number
  origin: Origin
}

const MAX_DEPTH = 4
const MAX_KEYS = 20_000
const MAX_KEY = 80
/** How many objects of a list are searched. */
const MAX_LIST = 500

/** The holders in an object, in each object of a list, or in such JSON within a text. */
export const holdersIn = (value: JsonValue | undefined, root: Root): Holder[] =>
  objectsIn(value).flatMap((object) => withInner(topOf(entriesOf(object), root), root))

/** The holders in named values. Several may have the same name. */
export const holdersOf = (
  outputs: readonly { name: string; result: JsonValue }[],
  root: Root,
): Holder[] =>
  outputs.length === 0
    ? []
    : withInner(
        topOf(
          outputs.flatMap(({ name, result }) => entryOf(name, result) ?? []),
          root,
        ),
        root,
      )

const topOf = (entries: Entry[], { isNamed = false, origin, source }: Root): Holder => ({
  depth: 1,
  entries,
  isNamed,
  key: null,
  known: entries.filter(isKnown),
  origin,
  parent: null,
  place: 'top',
  source,
})

/** A holder with those inside it that are about this booking or this caller, breadth first. */
const withInner = (top: Holder, root: Root): Holder[] => {
  const holders = [top]
  let keys = 0
  // The list grows during the loop.
  for (const holder of holders) {
    keys += holder.entries.length
    if (keys > MAX_KEYS) break
    if (holder.depth >= MAX_DEPTH || holder.place === 'person') continue
    for (const entry of holder.entries) {
      const inner = objectIn(entry.value)
      const place = inner && placeIn(entry, holder, root)
      if (!inner || !place) continue
      const { depth, origin, source } = holder
      const entries = entriesOf(inner)
      holders.push({
        depth: depth + 1,
        entries,
        isNamed: false,
        key: entry.key,
        known: entries.filter(isKnown),
        origin,
        parent: holder,
        place,
        source,
      })
    }
  }
  return holders
}

/** What fields inside this entry are about; null if they are ignored. */
const placeIn = (entry: Entry, holder: Holder, root: Root): Holder['place'] | null => {
  if (SERVICE_NAMES.has(entry.name)) return 'booking'
  const place = placeOf(entry.key)
  if (place === 'foreign') return null
  if (place === 'unknown') return root.isNamed && holder.parent === null ? 'top' : null
  // Neutral objects in the agency's variables are Vapi's own: the call, the phone number.
  return place === 'neutral' && !isFoundOut(root) ? null : place
}

/** The entries of an object. If it has too many: the first ones, and those with a known name. */
const entriesOf = (value: JsonObject): Entry[] => {
  const entries: Entry[] = []
  for (const key in value) {
    const entry = entryOf(key, value[key])
    if (entry && (entries.length < MAX_KEYS || isKnown(entry))) entries.push(entry)
  }
  return entries
}

const isKnown = ({ name }: Entry): boolean => isFieldName(name)

const entryOf = (key: string, given: JsonValue | undefined): Entry | undefined => {
  if (given === undefined || given === null || key.length > MAX_KEY) return undefined
  const value = typeof given === 'object' ? valueIn(given) : given
  return value === null ? undefined : { key, name: foldKey(key), value }
}

/** True for a list of several things. */
export const isItemList = (value: JsonValue): value is JsonObject[] =>
  Array.isArray(value) && value.length > 1 && value.every(isJsonObject)

const objectsIn = (value: JsonValue | undefined): JsonObject[] => {
  const found = typeof value === 'string' ? jsonInText(value) : value
  if (isJsonObject(found)) return [found]
  if (!Array.isArray(found)) return []
  const fields = fieldsInPairs(found)
  return fields ? [fields] : found.slice(0, MAX_LIST).filter(isJsonObject)
}

/** The object in a value: the value itself, the only item of a list, or JSON within a text. */
const objectIn = (value: JsonValue): JsonObject | undefined => {
  const found = typeof value === 'string' ? jsonInText(value) : value
  if (isJsonObject(found) || !Array.isArray(found)) return objectOf(found)
  const only = found.length === 1 ? found[0] : undefined
  return fieldsInPairs(found) ?? objectOf(only)
}
