import {
  isEmptyJson,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  objectOf,
  setKey,
} from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { unwrapped } from './jsonInText'
import { pairOf } from './pairs'

export type StructuredOutput = { name: string; result: JsonValue }

/**
 * Everything that the agent extracted from a call, and what it was given before, from all places of a
 * report.
 */
export type Extracted = {
  /** The report itself: a flat body has custom fields at its root. */
  message: JsonObject
  structuredData: JsonValue | undefined
  structuredDataMulti: JsonValue | undefined
  structuredOutputs: readonly StructuredOutput[]
  /** The fields that each node of a workflow extracted. */
  nodes?: readonly JsonObject[]
  /** The success evaluation, if it is an object. */
  evaluation?: JsonObject | undefined
  /** Variables and metadata: values that were known before the call, or noted without being an answer. */
  given?: () => Given
}

export type Given = {
  /** Variables at the end of the call, without those that it began with. */
  variables: readonly JsonObject[]
  /** Variables at the beginning of the call. */
  inputs: readonly JsonObject[]
  metadata: readonly JsonObject[]
}

const MAX_NAME = 500
/** Variables that Vapi sets itself. */
export const VAPIS_OWN = new Set([
  ...[
    'now',
    'date',
    'time',
    'year',
    'month',
    'day',
    'customer',
    'phoneNumber',
    'call',
    'transport',
  ],
  ...['assistant', 'currentDateTime'],
])

/** Reads the extracted fields of a report. `root` is the object that contains the message. */
export const readExtracted = (message: JsonObject, root: JsonObject): Extracted => {
  const call = objectOf(message.call) ?? objectOf(root.call)
  const analysis = objectOf(message.analysis)
  const artifact = objectOf(message.artifact)
  const callAnalysis = objectOf(call?.analysis)
  const callArtifact = objectOf(call?.artifact)
  const data = (key: 'structuredData' | 'structuredDataMulti') =>
    first(analysis?.[key], message[key], callAnalysis?.[key], call?.[key])
  const evaluation = first(analysis?.successEvaluation, callAnalysis?.successEvaluation)
  const nodes = [artifact?.nodes, callArtifact?.nodes].filter(isFilled)
  return {
    evaluation: objectOf(evaluation),
    given: () => givenIn({ artifacts: [artifact, callArtifact], call, message, root }),
    message,
    nodes: nodes.length === 0 ? [] : nodesIn(nodes, inputsOf(message, call)),
    structuredData: data('structuredData'),
    structuredDataMulti: data('structuredDataMulti'),
    structuredOutputs: outputsIn(
      first(
        artifact?.structuredOutputs,
        analysis?.structuredOutputs,
        message.structuredOutputs,
        callArtifact?.structuredOutputs,
        callAnalysis?.structuredOutputs,
        call?.structuredOutputs,
      ),
    ),
  }
}

type Parts = {
  artifacts: readonly (JsonObject | undefined)[]
  call: JsonObject | undefined
  message: JsonObject
  root: JsonObject
}

const givenIn = ({ artifacts, call, message, root }: Parts): Given => {
  const inputs = inputsOf(message, call)
  return {
    inputs,
    metadata: objectsOf([
      objectOf(call?.assistantOverrides)?.metadata,
      call?.metadata,
      message.metadata,
      root === message ? undefined : root.metadata,
    ]),
    variables: objectsOf(
      [...artifacts, message, call].flatMap((place) => [place?.variableValues, place?.variables]),
    ).map((variables) => withoutKnown(variables, inputs)),
  }
}

const inputsOf = (message: JsonObject, call: JsonObject | undefined): JsonObject[] =>
  objectsOf([
    objectOf(call?.assistantOverrides)?.variableValues,
    objectOf(message.assistantOverrides)?.variableValues,
    objectOf(message.assistant)?.variableValues,
  ])

const first = (...values: (JsonValue | undefined)[]): JsonValue | undefined => {
  for (const value of values) {
    if (!isEmptyJson(value)) return typeof value === 'string' ? unwrapped(value) : value
  }
}

const isFilled = (value: JsonValue | undefined): value is JsonValue[] =>
  Array.isArray(value) && value.length > 0

const objectsOf = (values: readonly (JsonValue | undefined)[]): JsonObject[] =>
  values.filter(isJsonObject).filter((value) => !isEmptyJson(value))

/** Reads `{ <uuid>: { name, result } }`. Some senders omit the wrapper and use the name as the key. */
const outputsIn = (outputs: JsonValue | undefined): StructuredOutput[] => {
  if (typeof outputs !== 'object' || outputs === null) return []
  return Object.entries(outputs).flatMap(([key, value]): StructuredOutput[] => {
    const entry = objectOf(value)
    const pair = entry && Object.hasOwn(entry, 'result') ? null : pairOf(value)
    const isWrapped = entry !== undefined && Object.hasOwn(entry, 'result')
    const result = pair ? pair.value : isWrapped ? entry.result : value
    if (result === undefined || isEmptyJson(result)) return []
    const given = pair ? pair.name : isWrapped ? entry.name : null
    const name = typeof given === 'string' ? given.trim() : ''
    return [{ name: cutText(name || key, MAX_NAME), result: unwrapped(result) }]
  })
}

/** The variables of workflow nodes, without those at the beginning of the call and Vapi's own. */
const nodesIn = (lists: readonly JsonValue[][], inputs: readonly JsonObject[]): JsonObject[] =>
  objectsOf(lists.flat().map((node) => objectOf(node)?.variableValues)).map((values) =>
    withoutKnown(values, inputs),
  )

const withoutKnown = (values: JsonObject, inputs: readonly JsonObject[]): JsonObject => {
  const own: JsonObject = {}
  for (const key in values) {
    const value = values[key]
    if (value === undefined || VAPIS_OWN.has(key)) continue
    const isInput = inputs.some(
      (input) => Object.hasOwn(input, key) && isSameJson(input[key], value),
    )
    if (!isInput) setKey(own, key, value)
  }
  return own
}
