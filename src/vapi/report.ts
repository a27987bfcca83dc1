import { isEmptyJson, isJsonObject, type JsonObject, type JsonValue, objectOf } from '../lib/json'
import { cutText } from '../lib/shortText'
import { agentFields } from './agentFields'
import { answersIn, below, inVariables, type Searched, wordsAt } from './answers'
import { type PhoneSource, readCallerPhone } from './callerPhone'
import { notNegative, readCallTimes } from './callTimes'
import { CHAT_TYPE } from './callType'
import type { Turn } from './conversation'
import { type ReadFields, readAll } from './customFields'
import { type EndedGroup, endedGroupOf } from './endedReason'
import { readEvaluation } from './evaluation'
import { readExtracted } from './fields/extracted'
import { readGivenName } from './fields/personName'
import { lookUp, type Names } from './lookUp'
import { type Mapped, readMapped } from './mapping/apply'
import type { Evidence } from './mapping/evidence'
import type { Mapping } from './mapping/mapping'
import { rawOf } from './mapping/raw'
import { lineEnds, readOwnNumber } from './ownNumber'
import { once, type Places, readPlaces } from './places'
import { PROBLEMS, type Problem } from './problems'
import { hasRecording, hasRecordingUnder } from './recording'
import {
  type ReportCall,
  type ReportMessage,
  readCallFields,
  readMessageFields,
} from './reportSchema'
import { findCallId, findReport, isReportType } from './serverMessage'
import { readSummary } from './summary'
import { readInstant, toIso } from './time'
import { readTransfers } from './transfers'
import { firstSaid, readWords } from './words'

/** The content of an `end-of-call-report`. Fields that the report does not contain are null. */
export type CallReport = {
  vapiCallId: string
  callType: string | null
  vapiAssistantId: string | null
  vapiPhoneNumber: string | null
  customerName: string | null
  /** In E.164 if possible, otherwise as received. */
  customerPhone: string | null
  /** Null if nothing is known about the caller's number. */
  customerPhoneSource: PhoneSource | null
  /** ISO 8601 in UTC, with milliseconds; like `endedAt` and `reportedAt`. */
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
  /** The ISO 4217 codes that the text of the price can mean, the most likely first. */
  currencies: string[] | null
  successEvaluation: string | null
  structuredData: JsonObject | null
  /** The client's own fields, by key; null if there are none. */
  fields: JsonObject | null
  /** Where values come from, by field. Only for staff. */
  evidence: Evidence | null
  hasRecording: boolean
  /** When Vapi sent the report; never later than it was received. */
  reportedAt: string
  /** What Vapi charges the agency, in USD. Only for staff. */
  cost: number | null
  costBreakdown: JsonObject | null
}

export type ReportResult = { ok: true; report: CallReport } | { ok: false; problem: Problem }

const MAX_SHORT_TEXT = 500

const CALL_TYPES: Names = ['calltype']
const ASSISTANTS: Names = ['assistantid']
const ENDED_REASONS: Names = ['endedreason', 'endreason', 'endingreason', 'disconnectionreason']

/**
 * Reads a report in every format that Vapi has sent since 2024, and as flat bodies and automation tools
 * change it (FACTS §2): current fields first, then legacy ones, then other places by name.
 * @param body the sanitised body
 * @param mapping what staff say its data means; null: only the built-in reading
 * @returns the report, or a fixed sentence that says why there is none
 */
export const toCallReport = (
  body: JsonValue,
  receivedAt: Date,
  mapping: Mapping | null = null,
): ReportResult => {
  const found = findReport(body)
  if (!found) return { ok: false, problem: PROBLEMS.not_a_report }
  const vapiCallId = findCallId(found.root)
  if (vapiCallId === null) return { ok: false, problem: PROBLEMS.no_call_id }

  const message = readMessageFields(found.message)
  const places = readPlaces(found)
  const call = readCall(message, places)
  const { artifact } = message
  const callType = places.chat
    ? CHAT_TYPE
    : isReportType(call.type)
      ? null
      : (call.type ?? lookUp(places.tops, CALL_TYPES, textOf))
  const extracted = readExtracted(found.message, found.root)
  const outputs = extracted.structuredOutputs
  const read = readAll(extracted)
  const answers = once(() => answersIn(extracted, { call: places.call, message: found.message }))
  const { messages, transcript } = readWords(message, places)
  const endedReason = short(
    message.endedReason ?? call.endedReason ?? lookUp(places.all, ENDED_REASONS, textOf),
  )
  const costBreakdown = firstObject(message.costBreakdown, call.costBreakdown)
  const ends = lineEnds(places.call ?? found.message, callType)
  const vapiPhoneNumber = readOwnNumber({
    near: ends.near,
    numbers: [
      found.message.phoneNumber,
      places.call?.phoneNumber,
      ...places.variables().map((variables) => objectOf(variables?.phoneNumber)),
    ],
    tops: places.tops,
  })

  const builtIn = {
    call: places.call,
    message: found.message,
    name: readCustomerName(message, call) ?? callersName(read, places),
    phone: readCallerPhone({
      customers: places.customers,
      extracted: answers,
      farEnd: ends.far,
      ownNumber: vapiPhoneNumber,
      tops: places.tops,
      variables: () => [
        ...places.variables().map((value) => ({ value, words: inVariables })),
        ...places.metadata().map((value) => ({ value, words: below('metadata') })),
      ],
    }),
    read,
    summary: readSummary({
      call,
      message,
      others: () => [...topsOf(places), ...answers()],
      outputs,
    }),
  }
  const mapped =
    mapping &&
    readMapped(mapping, {
      message: found.message,
      outputs,
      ownNumber: vapiPhoneNumber,
      root: found.root,
      variables: () => [...places.variables(), ...(extracted.nodes ?? [])].filter(isJsonObject),
    })

  return {
    ok: true,
    report: {
      vapiCallId,
      callType: short(callType),
      vapiAssistantId: short(
        call.assistantId ??
          message.assistantsId ??
          artifact?.activatedAssistant ??
          lookUp([places.chat, ...places.tops], ASSISTANTS, textOf),
      ),
      vapiPhoneNumber,
      ...agentFields(builtIn, mapped),
      ...readCallTimes({
        call,
        created: [places.call, places.chat],
        firstSaid: () => firstSaid(message, places),
        message,
        places: places.all,
        received: receivedAt.getTime(),
        type: callType,
      }),
      endedReason,
      endedGroup: endedGroupOf(endedReason, {
        transfer: readTransfers(places.artifact?.transfers ?? found.message.transfers),
        transferred: !isEmptyJson(message.destination ?? places.call?.destination),
      }),
      transcript,
      messages,
      successEvaluation: readEvaluation({
        others: () => [places.analysis, ...places.tops],
        outputs,
        usual: message.analysis?.successEvaluation ?? call.analysis?.successEvaluation,
      }),
      structuredData: read.fields.structuredData,
      hasRecording: hasRecording(message) || hasRecordingUnder(places.all),
      reportedAt: readReportedAt(message.timestamp, receivedAt),
      cost: readCost(message, costBreakdown) ?? readCopiedCost(call, places),
      costBreakdown,
    },
  }
}

/** In a flat body, the body itself is the call; its `type` may still be that of the message. */
const readCall = (message: ReportMessage, { call, isFlat, message: raw }: Places): ReportCall => {
  if (message.call) return message.call
  if (call) return readCallFields(call)
  return isFlat ? readCallFields(raw) : {}
}

const readCost = (message: ReportMessage, breakdown: JsonObject | null): number | null =>
  notNegative(message.cost ?? numberOf(breakdown?.total))

/** The cost in the snapshot of the call, where 0 means that it was not calculated yet. */
const readCopiedCost = (call: ReportCall, { chat }: Places): number | null =>
  notNegative(call.cost || numberOf(chat?.cost)) || null

const textOf = (value: JsonValue): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const short = (value: string | null | undefined): string | null =>
  value === undefined || value === null ? null : cutText(value, MAX_SHORT_TEXT)

/** The message, the call and the analysis, in which a summary is looked up by name. */
const topsOf = ({ analysis, call, message }: Places): Searched[] => [
  { value: call, words: below('call') },
  { value: analysis, words: below('analysis') },
  { value: message, words: below('') },
]

/** Where the customer's name usually is. */
const NAME_PLACES = [
  'customer.name',
  'call.customer.name',
  'artifact.variables.customer.name',
  'artifact.variableValues.customer.name',
] as const

const readCustomerName = (
  { customer, artifact }: ReportMessage,
  call: ReportCall,
): Mapped<string> | null => {
  const given = [
    customer,
    call.customer,
    artifact?.variables?.customer,
    artifact?.variableValues?.customer,
  ]
  for (const [index, from] of NAME_PLACES.entries()) {
    const raw = given[index]?.name
    const name = readGivenName(raw)
    if (raw !== undefined && name !== null) {
      return { evidence: { from, raw: rawOf(raw) }, value: cutText(name, MAX_SHORT_TEXT) }
    }
  }
  return null
}

/** The caller's name, as the agent or the agency noted it. */
const callersName = (read: ReadFields, { call, message }: Places): Mapped<string> | null => {
  const found = read.findCallerName()
  return (
    found && {
      evidence: { from: wordsAt(found.at, { call, message }), raw: rawOf(found.at.entry.value) },
      value: cutText(found.value, MAX_SHORT_TEXT),
    }
  )
}

/**
 * When the report was sent, or received if that was earlier or unknown: a wrong clock must not win
 * merges.
 */
const readReportedAt = (timestamp: unknown, receivedAt: Date): string => {
  const sent = readInstant(timestamp)
  return toIso(sent === null ? receivedAt.getTime() : Math.min(sent, receivedAt.getTime()))
}

const firstPresent = (...values: (JsonValue | undefined)[]): JsonValue | undefined =>
  values.find((value) => !isEmptyJson(value))

const firstObject = (...values: (JsonValue | undefined)[]): JsonObject | null => {
  const found = firstPresent(...values.filter(isJsonObject))
  return isJsonObject(found) ? found : null
}

const numberOf = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined
