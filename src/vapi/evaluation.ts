import { isJsonObject, type JsonValue } from '../lib/json'
import type { StructuredOutput } from './fields/extracted'
import { unwrapped } from './fields/jsonInText'
import { lookUp, type Names } from './lookUp'

const NAMES: Names = ['successevaluation', 'callevaluation', 'evaluation', 'callsuccess']
/** Names of the verdict within an evaluation that is an object. */
const VERDICTS: Names = [
  'successevaluation',
  'evaluation',
  'success',
  'score',
  'rating',
  'grade',
  'result',
  'value',
]
const OUTPUT = /^success ?evaluation/i

/**
 * Reads the success evaluation of a call, by the agent's own rubric: in its usual place, from a
 * structured output with that name, or elsewhere by name. From JSON, also within text or a code fence,
 * only the verdict is taken.
 */
export const readEvaluation = ({
  others,
  outputs,
  usual,
}: {
  /** Other places where it may be. */
  others: () => readonly (JsonValue | undefined)[]
  outputs: readonly StructuredOutput[]
  usual: JsonValue | undefined
}): string | null => {
  const found =
    (usual === undefined ? null : said(usual)) ??
    said(outputs.find(({ name }) => OUTPUT.test(name))?.result ?? null) ??
    lookUp(others(), NAMES, said)
  if (found === null) return null
  const value = unwrapped(found)
  return (isJsonObject(value) ? lookUp([value], VERDICTS, textOf) : null) ?? textOf(found)
}

const said = (value: JsonValue): JsonValue | null =>
  isJsonObject(value) ? (Object.keys(value).length > 0 ? value : null) : textOf(value)

const textOf = (value: JsonValue): string | null => {
  if (typeof value === 'object') return null
  const text = String(value).trim()
  return text === '' ? null : text
}
