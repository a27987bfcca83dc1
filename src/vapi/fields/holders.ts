import { isJsonObject, type JsonObject, type JsonValue, objectOf } from '../../lib/json'
import { isFieldName } from './fieldNames'
import { jsonInText } from './jsonInText'
import { foldKey } from './keys'
import { SERVICE_NAMES } from './names'
import { fieldsInPairs, valueIn } from './pairs'
import { type Place, placeOf } from './places'

export type Entry = {
  key: string
  /** The key as names are compared. */
  name: string
  value: JsonValue
}

/**
 * Where an object comes from: what the agent found out in the call, the evaluation of it, variables at
 * the end of it, what the agency gave the agent to know, what it attached to the call.
 */
export type Origin = 'extracted' | 'evaluation' | 'variables' | 'inputs' | 'metadata'

/** True for what an agent found out in the call. */
export const isFoundOut = ({ origin }: { origin: Origin }): boolean =>
  origin === 'extracted' || origin === 'evaluation'

/** An object in which an agent's names mean what they say. */
export type Holder = {
  entries: readonly Entry[]
  /** Those of them under a name that means something. */
  known: readonly Entry[]
  depth: number
  /** The key under which it stands; null at the top. */
  key: string | null
  /** Its keys are names that somebody gave to what is inside. */
  isNamed: boolean
  parent: Holder | null
  place: 'top' | Exclude<Place, 'foreign' | 'unknown'>
  source: number
  origin: Origin
}

/** An object, a list of objects or named values in which an agent's names are looked for. */
type Root = {
  /** The keys at the top are names given to what is inside: any but a foreign one will do. */
  isNamed?: boolean
  source: number
  origin: Origin
}

const MAX_DEPTH = 4
const MAX_KEYS = 20_000
const MAX_KEY = 80
/** So many objects of a list are looked into. */
const MAX_LIST = 500

/** The holders in an object, in each of a list of objects, or in such JSON as text. */
export const holdersIn = (value: JsonValue | undefined, root: Root): Holder[] =>
  objectsIn(value).flatMap((object) => withInner(topOf(entriesOf(object), root), root))

/** The holders in values with a name each, several of which may be the same. */
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

/** With those inside that mean this booking or this caller, breadth first. */
const withInner = (top: Holder, root: Root): Holder[] => {
  const holders = [top]
  let keys = 0
  // The list grows while it is gone through.
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

/** What names inside this entry mean; null when they count for nothing. */
const placeIn = (entry: Entry, holder: Holder, root: Root): Holder['place'] | null => {
  if (SERVICE_NAMES.has(entry.name)) return 'booking'
  const place = placeOf(entry.key)
  if (place === 'foreign') return null
  if (place === 'unknown') return root.isNamed && holder.parent === null ? 'top' : null
  // What is neutral in the agency's variables is Vapi's own: the call, the phone number.
  return place === 'neutral' && !isFoundOut(root) ? null : place
}

/** Of an object with more than somebody would ask for, the first and those under names that mean something. */
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

/** The one object that a value is, holds as the only one of a list, or has as text. */
const objectIn = (value: JsonValue): JsonObject | undefined => {
  const found = typeof value === 'string' ? jsonInText(value) : value
  if (isJsonObject(found) || !Array.isArray(found)) return objectOf(found)
  const only = found.length === 1 ? found[0] : undefined
  return fieldsInPairs(found) ?? objectOf(only)
}
