import { firstKeys, isEmptyJson, type JsonObject, type JsonValue } from '../../lib/json'
import type { StructuredOutput } from '../fields/extracted'
import { normaliseKey } from '../normaliseKey'
import { Effort } from './effort'
import type { Reader, Source } from './mapping'
import { createOpener, type Opener, type Step, stepsOf, valuesAt } from './path'

/** The parts of one report that sources name. */
export type Parts = {
  message: JsonObject
  /** The object that contains the message; the message itself in a flat body. */
  root: JsonObject
  outputs: readonly StructuredOutput[]
  /** Variables in all their places, those at the end of the call first. */
  variables: () => readonly JsonObject[]
}

/** The parts, as many sources look them up. */
export type Lookup = {
  effort: Effort
  open: Opener
  outputs: () => ByName
  parts: Parts
  variables: () => ByName
}

type ByName = { exact: ReadonlyMap<string, JsonValue[]>; loose: ReadonlyMap<string, JsonValue[]> }

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Prepares the parts of a report for several sources. */
export const lookupIn = (parts: Parts): Lookup => ({
  effort: new Effort(),
  open: createOpener(),
  outputs: once(() => byName(parts.outputs.map(({ name, result }) => [name, result]))),
  parts,
  variables: once(() =>
    byName(
      parts
        .variables()
        .flatMap((values) =>
          firstKeys(values).map((key): [string, JsonValue] => [key, values[key] ?? null]),
        ),
    ),
  ),
})

const byName = (entries: readonly (readonly [string, JsonValue])[]): ByName => {
  const exact = new Map<string, JsonValue[]>()
  const loose = new Map<string, JsonValue[]>()
  for (const [name, value] of entries) {
    if (isEmptyJson(value)) continue
    add(exact, name, value)
    add(loose, normaliseKey(name), value)
  }
  return { exact, loose }
}

const add = (map: Map<string, JsonValue[]>, name: string, value: JsonValue): void => {
  const known = map.get(name)
  if (known) known.push(value)
  else map.set(name, [value])
}

/** A source that is ready to be looked up in many reports. */
export type ReadySource = {
  /** The words for it in evidence. */
  from: string
  /** The last key that it names; null for a path without one. */
  key: string | null
  reader: Reader
  /** What it names in a report, in order; an empty list for nothing. */
  valuesIn: (lookup: Lookup) => readonly JsonValue[]
}

const NOTHING: readonly JsonValue[] = []
const HERE: readonly Step[] = []

/** The words for a source in evidence: `structured output "Booking" › status`, `analysis.summary`. */
export const wordsFor = ({
  from,
  inside,
  name,
}: Pick<Source, 'from' | 'inside' | 'name'>): string => {
  if (from === 'path') return name.replace(/^message\.(?=.)/, '')
  const within = inside === undefined ? '' : ` › ${inside}`
  return `${from === 'output' ? 'structured output' : 'variable'} "${name}"${within}`
}

const keyOf = ({ from, inside, name }: Source): string | null => {
  const path = inside ?? (from === 'path' ? name : undefined)
  if (path === undefined) return name
  const keys = (stepsOf(path) ?? []).filter((step) => step.kind === 'key')
  return keys.at(-1)?.key ?? (from === 'path' ? null : name)
}

/** Parses what a source names. One that is not written properly names nothing. */
export const readySource = (source: Source): ReadySource => ({
  from: wordsFor(source),
  key: keyOf(source),
  reader: source.reader,
  valuesIn: source.from === 'path' ? byPath(source.name) : named(source.from, source),
})

const byPath = (path: string): ReadySource['valuesIn'] => {
  const given = stepsOf(path)
  if (!given) return () => NOTHING
  const [first, ...others] = given
  const isFromMessage = first?.kind === 'key' && first.key === 'message' && others.length > 0
  const short = isFromMessage ? others : given
  return ({ effort, open, parts: { message, root } }) => {
    const found = valuesAt(message, short, open, effort)
    if (found.length > 0) return found
    const around = root === message ? NOTHING : valuesAt(root, short, open, effort)
    if (around.length > 0 || !isFromMessage) return around
    // A body may have a `message` within the message.
    return valuesAt(message, given, open, effort)
  }
}

const named = (
  from: Exclude<Source['from'], 'path'>,
  { inside, name }: Source,
): ReadySource['valuesIn'] => {
  const steps = inside === undefined ? HERE : stepsOf(inside)
  const looseName = normaliseKey(name)
  if (!steps) return () => NOTHING
  return (lookup) => {
    const { exact, loose } = from === 'output' ? lookup.outputs() : lookup.variables()
    const values = exact.get(name) ?? loose.get(looseName) ?? NOTHING
    for (const value of values) {
      const found = valuesAt(value, steps, lookup.open, lookup.effort)
      if (found.length > 0) return found
    }
    return NOTHING
  }
}
