import {
  isEmptyJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectOf,
} from '../../lib/json'
import { timeOf } from './fields'

/** What a fetched call does not say itself. */
export type ReportContext = {
  /** Names of assistants by id. */
  assistants?: ReadonlyMap<string, null | string>
  /** Phone numbers by id, in full. */
  numbers: ReadonlyMap<string, null | string>
}

/** Keys of a call that a report has beside the call, and not in it. */
const BESIDE = [
  'analysis',
  'artifact',
  'assistant',
  'assistantVersion',
  'compliance',
  'cost',
  'costBreakdown',
  'costs',
  'customer',
  'destination',
  'endedAt',
  'endedReason',
  'phoneNumber',
  'startedAt',
] as const

/** Where older calls have parts of their artifact. */
const OLDER = ['messages', 'recordingUrl', 'stereoRecordingUrl', 'transcript'] as const

/** What is in no report: addresses that control a live call. */
const DROPPED = ['monitor', 'summary'] as const

const NOT_IN_CALL: ReadonlySet<string> = new Set([...BESIDE, ...OLDER, ...DROPPED])

const parse = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const pick = (object: JsonObject | undefined, keys: readonly string[]): JsonObject => {
  const picked: JsonObject = {}
  for (const key of keys) {
    const value = object?.[key]
    if (!isEmptyJson(value) && value !== undefined) picked[key] = value
  }
  return picked
}

/** An address without the signature, which differs on each request. */
const unsigned = (value: JsonValue): JsonValue => {
  if (typeof value !== 'string' || !URL.canParse(value)) return value
  const url = new URL(value)
  url.search = ''
  url.hash = ''
  return url.href
}

const artifactOf = (call: JsonObject): JsonObject => {
  const artifact: JsonObject = {}
  for (const [key, value] of Object.entries(objectOf(call.artifact) ?? {})) {
    if (key === 'presignedUrlsExpiresAt' || key === '__proto__') continue
    artifact[key] = key.startsWith('presigned') ? unsigned(value) : value
  }
  for (const key of OLDER) {
    const older = call[key]
    if (isEmptyJson(artifact[key]) && !isEmptyJson(older) && older !== undefined) {
      artifact[key] = older
    }
  }
  return artifact
}

const analysisOf = (call: JsonObject): JsonObject => {
  const analysis = { ...objectOf(call.analysis) }
  const { summary } = call
  if (isEmptyJson(analysis.summary) && !isEmptyJson(summary) && summary !== undefined) {
    analysis.summary = summary
  }
  return analysis
}

const NUMBER_KEYS = ['id', 'name', 'number', 'provider', 'sipUri'] as const
const ASSISTANT_KEYS = ['id', 'metadata', 'name'] as const

const known = (names: ReadonlyMap<string, null | string> | undefined, id: JsonValue | undefined) =>
  typeof id === 'string' ? (names?.get(id) ?? undefined) : undefined

/** The number that was called, without what else a number at Vapi has: its carrier's secrets. */
const numberOf = (call: JsonObject, { numbers }: ReportContext): JsonObject => {
  const picked = pick(objectOf(call.phoneNumber), NUMBER_KEYS)
  const number = known(numbers, call.phoneNumberId)
  return picked.number === undefined && number !== undefined ? { ...picked, number } : picked
}

/** The assistant's name, without its prompts. */
const assistantOf = (call: JsonObject, { assistants }: ReportContext): JsonObject => {
  const picked = pick(objectOf(call.assistant), ASSISTANT_KEYS)
  const name = known(assistants, call.assistantId)
  return picked.name === undefined && name !== undefined ? { ...picked, name } : picked
}

/** In order of their names: a list and a single answer may order the same keys differently. */
const inOrder = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))

/**
 * A fetched call as the report that Vapi's webhook would have brought. Pure: the same call gives the same text, and
 * links that are signed anew on each request do not change it.
 * @param callText the JSON text of `GET /call/{id}`, or of a row of the list
 * @returns the JSON text of the body; null if the text is no call
 */
export const reportOf = (callText: string, context: ReportContext): null | string => {
  const call = parse(callText)
  if (!isJsonObject(call) || typeof call.id !== 'string') return null
  const sent = timeOf(call.updatedAt) ?? timeOf(call.endedAt) ?? timeOf(call.createdAt)
  if (sent === null) return null
  const inCall = Object.entries(call).filter(
    ([key, value]) => !NOT_IN_CALL.has(key) && key !== '__proto__' && value !== null,
  )
  const beside = {
    ...pick(call, BESIDE),
    analysis: analysisOf(call),
    artifact: artifactOf(call),
    assistant: assistantOf(call, context),
    phoneNumber: numberOf(call, context),
  }
  const filled = Object.entries(beside).filter(
    ([key, value]) => key === 'artifact' || key === 'analysis' || !isEmptyJson(value),
  )
  const message = {
    ...inOrder(Object.fromEntries(filled)),
    call: inOrder(Object.fromEntries(inCall)),
    timestamp: sent.getTime(),
    type: 'end-of-call-report',
  }
  return JSON.stringify({ message })
}
