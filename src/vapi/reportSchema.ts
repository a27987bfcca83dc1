import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json'

// Vapi's formats change every year, and senders make mistakes (FACTS §2): a field of a wrong type
// counts as absent, and never fails the report. Unknown keys are ignored. These are guards instead of a
// schema, since this runs for every report, and a schema took a tenth of its total time.

type Value = JsonValue | undefined

/** A text that is not blank. */
const text = (value: Value): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** A trimmed text, such as a name or an ID. */
const short = (value: Value): string | undefined =>
  typeof value === 'string' ? value.trim() || undefined : undefined

const NUMBER = /^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/

/** A finite number, also if an automation tool has turned it into text. */
const number = (value: Value): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : undefined
}

const instant = (value: Value): number | string | undefined =>
  typeof value === 'number' || typeof value === 'string' ? value : undefined

const list = (value: Value): JsonValue[] | undefined => (Array.isArray(value) ? value : undefined)

const scalar = (value: Value): boolean | number | string | undefined =>
  value === null || typeof value === 'object' ? undefined : value

type Customer = { name: string | undefined }
type Variables = { customer: Customer | undefined }

const customerOf = (value: Value): Customer | undefined =>
  isJsonObject(value) ? { name: short(value.name) } : undefined

const variablesOf = (value: Value): Variables | undefined =>
  isJsonObject(value) ? { customer: customerOf(value.customer) } : undefined

const analysisOf = (value: Value) =>
  isJsonObject(value)
    ? { successEvaluation: scalar(value.successEvaluation), summary: text(value.summary) }
    : undefined

const recordingOf = (value: Value) => {
  if (!isJsonObject(value)) return undefined
  const { mono } = value
  return {
    mono: isJsonObject(mono)
      ? {
          assistantUrl: short(mono.assistantUrl),
          combinedUrl: short(mono.combinedUrl),
          customerUrl: short(mono.customerUrl),
        }
      : undefined,
    stereoUrl: short(value.stereoUrl),
  }
}

const artifactOf = (value: Value) =>
  isJsonObject(value)
    ? {
        activatedAssistant: firstActivated(value.assistantActivations),
        messages: list(value.messages),
        messagesOpenAIFormatted: list(value.messagesOpenAIFormatted),
        presignedMonoUrl: short(value.presignedMonoUrl),
        presignedStereoUrl: short(value.presignedStereoUrl),
        recording: recordingOf(value.recording),
        recordingUrl: short(value.recordingUrl),
        stereoRecordingUrl: short(value.stereoRecordingUrl),
        transcript: text(value.transcript),
        variables: variablesOf(value.variables),
        variableValues: variablesOf(value.variableValues),
      }
    : undefined

/** The ID of the first assistant in the call. */
const firstActivated = (activations: Value): string | undefined => {
  if (!Array.isArray(activations)) return undefined
  for (const activation of activations) {
    const id = isJsonObject(activation) ? short(activation.assistantId) : undefined
    if (id !== undefined) return id
  }
  return undefined
}

/** Reads `message.call`, often an outdated snapshot (FACTS §0.8), or the response of GET /call. */
export const readCallFields = (value: JsonObject) => ({
  analysis: analysisOf(value.analysis),
  assistantId: short(value.assistantId),
  cost: number(value.cost),
  costBreakdown: value.costBreakdown,
  createdAt: instant(value.createdAt),
  customer: customerOf(value.customer),
  endedAt: instant(value.endedAt),
  endedReason: short(value.endedReason),
  startedAt: instant(value.startedAt),
  type: short(value.type),
})

/** Reads the fields of `message` in a report, or of the root of a flat body. */
export const readMessageFields = (value: JsonObject) => ({
  analysis: analysisOf(value.analysis),
  artifact: artifactOf(value.artifact),
  assistantId: short(value.assistantId),
  assistantsId: isJsonObject(value.assistant) ? short(value.assistant.id) : undefined,
  call: isJsonObject(value.call) ? readCallFields(value.call) : undefined,
  cost: number(value.cost),
  costBreakdown: value.costBreakdown,
  customer: customerOf(value.customer),
  destination: value.destination,
  durationMinutes: number(value.durationMinutes),
  durationMs: number(value.durationMs),
  durationSeconds: number(value.durationSeconds),
  endedAt: instant(value.endedAt),
  endedReason: short(value.endedReason),
  messages: list(value.messages),
  messagesOpenAIFormatted: list(value.messagesOpenAIFormatted),
  recordingUrl: short(value.recordingUrl),
  startedAt: instant(value.startedAt),
  stereoRecordingUrl: short(value.stereoRecordingUrl),
  summary: text(value.summary),
  timestamp: instant(value.timestamp),
  transcript: text(value.transcript),
})

export type ReportMessage = ReturnType<typeof readMessageFields>
export type ReportCall = Partial<ReturnType<typeof readCallFields>>
