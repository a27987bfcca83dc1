import { isEmptyJson, type JsonObject, type JsonValue, objectOf } from '../lib/json'
import type { Extracted } from './fields/extracted'
import type { At } from './fields/found'
import type { Holder } from './fields/holders'
import { pathOf } from './mapping/path'

/** The words for a place below something, by the keys that lead to it. */
export type PlaceWords = (keys: readonly string[]) => string

/** Something in a report in which fields are looked up by name. */
export type Searched = { value: JsonValue | undefined; words: PlaceWords }

/** The words for a place below a path. */
export const below =
  (path: string): PlaceWords =>
  (keys) =>
    pathOf(path === '' ? keys : [...path.split('.'), ...keys])

const belowOutput =
  (name: string): PlaceWords =>
  (keys) =>
    withRest(`structured output "${name}"`, keys)

/** The words for a variable: the first key is its name. */
export const inVariables: PlaceWords = ([name = '', ...rest]) =>
  withRest(`variable "${name}"`, rest)

const inOutputs: PlaceWords = ([name = '', ...rest]) => belowOutput(name)(rest)

const withRest = (words: string, keys: readonly string[]): string =>
  keys.length === 0 ? words : `${words} › ${pathOf(keys)}`

type Parts = { call: JsonObject | undefined; message: JsonObject }

/** Where the agent's own object is: in the analysis, or where senders put it by mistake. */
export const dataPath = (
  { call, message }: Parts,
  key: 'structuredData' | 'structuredDataMulti',
) => {
  if (!isEmptyJson(objectOf(message.analysis)?.[key])) return `analysis.${key}`
  if (!isEmptyJson(message[key])) return key
  return isEmptyJson(objectOf(call?.analysis)?.[key]) ? `call.${key}` : `call.analysis.${key}`
}

/** Everything that the agent extracted, for fields that are found nowhere else. */
export const answersIn = (
  { nodes, structuredData, structuredDataMulti, structuredOutputs }: Extracted,
  parts: Parts,
): readonly Searched[] => [
  { value: structuredData, words: below(dataPath(parts, 'structuredData')) },
  { value: structuredDataMulti, words: below(dataPath(parts, 'structuredDataMulti')) },
  ...structuredOutputs.flatMap(({ name, result }) => [
    { value: { [name]: result }, words: inOutputs },
    { value: result, words: belowOutput(name) },
  ]),
  ...(nodes ?? []).map((value) => ({ value, words: inVariables })),
]

/** The keys that lead to a field, from the top. */
const keysTo = ({ entry, holder }: At): string[] => {
  const keys = [entry.key]
  for (let at: Holder | null = holder; at && at.key !== null; at = at.parent) keys.unshift(at.key)
  return keys
}

/** The sources of what was extracted, as `readAll` numbers them. */
const EXTRACTED = ['message', 'data', 'multi', 'outputs', 'nodes'] as const

/** The words for the place of a field that was found by its name. */
export const wordsAt = (at: At, parts: Parts): string => {
  const { origin, source } = at.holder
  const keys = keysTo(at)
  if (origin === 'metadata') return below('metadata')(keys)
  if (origin === 'evaluation') return below('analysis.successEvaluation')(keys)
  if (origin !== 'extracted') return inVariables(keys)
  switch (EXTRACTED[source]) {
    case 'data':
      return below(dataPath(parts, 'structuredData'))(keys)
    case 'multi':
      return below(dataPath(parts, 'structuredDataMulti'))(keys)
    case 'outputs':
      return inOutputs(keys)
    case 'nodes':
      return inVariables(keys)
    default:
      return below('')(keys)
  }
}
