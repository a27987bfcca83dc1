import { readConversation, type Turn, writeTranscript } from './conversation'
import { readAll, type StructuredOutput } from './customFields'
import { type EndedGroup, endedGroupOf } from './endedReason'
import { readExtracted } from './fields/extracted'
import { readGivenName } from './fields/personName'
import { isEmptyJson, isJsonObject, type JsonObject, type JsonValue } from './json'
import { phoneOrAsGiven } from './phone'
import { callSchema, messageSchema, type ReportCall, type ReportMessage } from './reportSchema'
import { findCallId, findReport, REPORT_TYPE } from './serverMessage'
import { cutText } from './shortText'
import { readInstant, toIso } from './time'

/** The meaning of an `end-of-call-report`. What the report does not say is null. */
export type CallReport = {
  vapiCallId: string
  callType: string | null
  vapiAssistantId: string | null
  vapiPhoneNumber: string | null
  customerName: string | null
  /** E.164 where it can be, as given otherwise. */
  customerPhone: string | null
  /** ISO 8601, UTC, milliseconds; so are the two below. */
  startedAt: string | null
  endedAt: string | null
  durationSeconds: number | null
  endedReason: string | null
  /** Null only if the report says nothing about the end. */
  endedGroup: EndedGroup | null
  summary: string | null
  transcript: string | null
  messages: Turn[] | null
  outcome: string | null
  serviceName: string | null
  price: number | null
  /** The ISO 4217 codes the price's own text can mean, most likely first. */
  currencies: string[] | null
  successEvaluation: string | null
  structuredData: JsonObject | null
  hasRecording: boolean
  /** When Vapi sent the report, never later than it was received. */
  reportedAt: string
  /** What Vapi bills the agency, in USD: staff only. */
  cost: number | null
  costBreakdown: JsonObject | null
}

export type ReportResult = { ok: true; report: CallReport } | { ok: false; problem: string }

const MAX_SHORT_TEXT = 500

/**
 * Reads a report in every shape Vapi has sent since 2024, and flat bodies (FACTS §2, current →
 * legacy). In: the sanitised body and the time it was received. Out: the report, or one fixed
 * sentence that says why there is none.
 */
export const toCallReport = (body: JsonValue, receivedAt: Date): ReportResult => {
  const found = findReport(body)
  if (!found) return { ok: false, problem: 'The body is not an end-of-call report.' }
  const vapiCallId = findCallId(body)
  if (vapiCallId === null) return { ok: false, problem: 'The report names no call.' }

  const message = messageSchema.parse(found.message)
  // A flat body is its own call; its `type` may still be that of the message.
  const call: ReportCall = message.call ?? (found.isFlat ? callSchema.parse(found.message) : {})
  const extracted = readExtracted(found.message, found.root)
  const outputs = extracted.structuredOutputs
  const { fields: custom, readCallerName } = readAll(extracted)
  const { artifact } = message
  const messages = readConversation([
    artifact?.messages,
    message.messages,
    artifact?.messagesOpenAIFormatted,
    message.messagesOpenAIFormatted,
  ])
  const endedReason = short(message.endedReason ?? call.endedReason)
  const costBreakdown = firstObject(message.costBreakdown, call.costBreakdown)

  return {
    ok: true,
    report: {
      vapiCallId,
      callType: call.type === REPORT_TYPE ? null : short(call.type),
      vapiAssistantId: short(
        call.assistantId ??
          message.assistant?.id ??
          artifact?.assistantActivations?.[0]?.assistantId,
      ),
      vapiPhoneNumber: phone(message.phoneNumber?.number || call.phoneNumber?.number),
      ...readCustomer(message, call, readCallerName),
      ...readTimes(message, call),
      endedReason,
      endedGroup: endedGroupOf(endedReason, { transferred: !isEmptyJson(message.destination) }),
      summary:
        message.analysis?.summary ??
        message.summary ??
        summaryOutput(outputs) ??
        call.analysis?.summary ??
        null,
      transcript:
        artifact?.transcript ?? message.transcript ?? (messages && writeTranscript(messages)),
      messages,
      outcome: custom.outcome,
      serviceName: custom.serviceName,
      price: custom.price?.amount ?? null,
      currencies: custom.price?.currencies ?? null,
      successEvaluation: readEvaluation(message.analysis?.successEvaluation),
      structuredData: custom.structuredData,
      hasRecording: hasRecording(message),
      reportedAt: readReportedAt(message.timestamp, receivedAt),
      cost: notNegative(message.cost ?? numberOf(costBreakdown?.total)),
      costBreakdown,
    },
  }
}

const short = (value: string | null | undefined): string | null =>
  value === undefined || value === null ? null : cutText(value, MAX_SHORT_TEXT)

const phone = (value: string | undefined): string | null =>
  value ? cutText(phoneOrAsGiven(value), MAX_SHORT_TEXT) : null

const readCustomer = (
  { customer, artifact }: ReportMessage,
  call: ReportCall,
  readCallerName: () => string | null,
) => {
  const sources = [
    customer,
    call.customer,
    artifact?.variables?.customer,
    artifact?.variableValues?.customer,
  ]
  const first = (key: 'number' | 'sipUri') =>
    sources.map((source) => source?.[key]).find((value) => value !== undefined)
  const names = sources.map((source) => readGivenName(source?.name))
  return {
    customerName: short(names.find((name) => name !== null) ?? readCallerName()),
    customerPhone: phone(first('number') ?? first('sipUri')),
  }
}

const readTimes = (message: ReportMessage, call: ReportCall) => {
  const started = readInstant(message.startedAt) ?? readInstant(call.startedAt)
  const ended = readInstant(message.endedAt) ?? readInstant(call.endedAt)
  const startedOrCreated = started ?? readInstant(call.createdAt)
  const seconds =
    notNegative(message.durationSeconds) ??
    scaled(message.durationMs, 1 / 1000) ??
    scaled(message.durationMinutes, 60) ??
    // Not from `createdAt`: that would count the ringing as conversation.
    scaled(started !== null && ended !== null ? ended - started : undefined, 1 / 1000)
  return {
    startedAt: startedOrCreated === null ? null : toIso(startedOrCreated),
    endedAt: ended === null ? null : toIso(ended),
    durationSeconds: seconds,
  }
}

const notNegative = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? value : null

const scaled = (value: number | undefined, factor: number): number | null => {
  const result = notNegative(value)
  return result === null ? null : Math.round(result * factor * 1000) / 1000
}

/** A moment later than the receipt, or none, is the receipt: a wrong clock must not win merges. */
const readReportedAt = (timestamp: unknown, receivedAt: Date): string => {
  const sent = readInstant(timestamp)
  return toIso(sent === null ? receivedAt.getTime() : Math.min(sent, receivedAt.getTime()))
}

const readEvaluation = (value: string | number | boolean | undefined): string | null => {
  const text = value === undefined ? '' : String(value).trim()
  return text === '' ? null : text
}

const summaryOutput = (outputs: readonly StructuredOutput[]): string | undefined => {
  const found = outputs.find(
    ({ name, result }) => /summary/i.test(name) && typeof result === 'string',
  )
  return typeof found?.result === 'string' ? found.result : undefined
}

const hasRecording = ({ artifact, recordingUrl, stereoRecordingUrl }: ReportMessage): boolean => {
  const { recording } = artifact ?? {}
  return [
    artifact?.presignedMonoUrl,
    artifact?.presignedStereoUrl,
    recording?.mono?.combinedUrl,
    recording?.mono?.assistantUrl,
    recording?.mono?.customerUrl,
    recording?.stereoUrl,
    artifact?.recordingUrl,
    artifact?.stereoRecordingUrl,
    recordingUrl,
    stereoRecordingUrl,
  ].some((url) => url !== undefined)
}

const firstPresent = (...values: (JsonValue | undefined)[]): JsonValue | undefined =>
  values.find((value) => !isEmptyJson(value))

const firstObject = (...values: (JsonValue | undefined)[]): JsonObject | null => {
  const found = firstPresent(...values.filter(isJsonObject))
  return isJsonObject(found) ? found : null
}

const numberOf = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined
