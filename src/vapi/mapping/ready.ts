import type { JsonObject, JsonValue } from '../../lib/json'
import { shaper } from '../../lib/shapes'
import type { Evidence, StoredLine } from './evidence'
import { choicesOf } from './fieldValue'
import type { FieldType, Line, Mapping, Target } from './mapping'
import { TARGETS } from './mapping'
import { type ReadySource, readySource } from './sources'

export type ReadyLine = { otherwise: Line['otherwise']; sources: readonly ReadySource[] }

export type ReadyField = {
  choices: ReadonlyMap<string, string>
  key: string
  sources: readonly ReadySource[]
  type: FieldType
}

/** A mapping that is ready to read many reports: its paths are parsed. */
export type ReadyMapping = {
  fields: readonly ReadyField[]
  lines: ReadonlyMap<Target, ReadyLine>
  /** Names the evidence of the targets and of the own fields, in this order. */
  toEvidence: (lines: readonly (StoredLine | undefined)[]) => Evidence
  /** Names the values of the own fields. */
  toFields: (values: readonly (JsonValue | undefined)[]) => JsonObject
  /** The key of an outcome by the value, as `outcomeKey` has it. */
  values: ReadonlyMap<string, string>
}

/** How many mappings are kept: the clients whose reports come at about the same time. */
const MAX_KEPT = 500
const kept = new Map<string, ReadyMapping>()

/**
 * Makes a mapping ready, once for each version: the mapping itself is copied for each report that another thread
 * reads. A mapping without a version, such as a draft, is made ready each time.
 */
export const readyMapping = (mapping: Mapping): ReadyMapping => {
  const known = kept.get(mapping.version)
  if (known) return known
  const ready = make(mapping)
  if (mapping.version === '') return ready
  const [oldest] = kept.keys()
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(mapping.version, ready)
  return ready
}

const make = ({ fields, lines, values }: Mapping): ReadyMapping => {
  // Values of that name are never stored.
  const own = fields.filter(({ key }) => key !== '__proto__')
  return {
    fields: own.map((field) => ({
      choices: choicesOf(field),
      key: field.key,
      sources: field.sources.map(readySource),
      type: field.type,
    })),
    lines: new Map(
      TARGETS.flatMap((target): [Target, ReadyLine][] => {
        const line = lines[target]
        return line
          ? [[target, { otherwise: line.otherwise, sources: line.sources.map(readySource) }]]
          : []
      }),
    ),
    toEvidence: shaper<StoredLine>([...TARGETS, ...own.map(({ key }) => `fields.${key}`)]),
    toFields: shaper<JsonValue>(own.map(({ key }) => key)),
    values: new Map(Object.entries(values)),
  }
}
