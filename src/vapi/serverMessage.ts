import { isEmptyJson, isJsonObject, type JsonObject, type JsonValue, objectOf } from '../lib/json'
import { findCarrier } from './envelope'
import { normaliseKey } from './normaliseKey'

export const REPORT_TYPE = 'end-of-call-report'
const MAX_CALL_ID = 200

/** True if a type means a report, in any spelling: `end_of_call_report`, `EndOfCallReport`. */
export const isReportType = (type: JsonValue | undefined): boolean =>
  type === REPORT_TYPE ||
  (typeof type === 'string' && type.length <= 40 && normaliseKey(type) === 'endofcallreport')

/** The type of a server message, `{ message: { type } }`; null if the body is not one. */
export const serverMessageType = (body: JsonValue): string | null => {
  const type = objectOf(objectOf(body)?.message)?.type
  return typeof type === 'string' && type.trim() !== '' ? type.trim() : null
}

/** The part of a body that is a report. */
export type FoundReport = {
  message: JsonObject
  /** The object that contains the message. */
  root: JsonObject
  /** True if the root itself is the report. */
  isFlat: boolean
}

/**
 * Finds the report in a body: the `message` of a server message, or a flat body that says it is a
 * report or looks like the response of GET /call (where `type` is the call's). Either may be inside the
 * wrappers of automation tools.
 * @returns null if the body contains no report
 */
export const findReport = (body: JsonValue): FoundReport | null => {
  const carrier = carries(body) ? body : findCarrier(body, carries)
  return isJsonObject(carrier) ? reportIn(carrier) : null
}

/** True if a value is itself a server message or a report, without wrappers. */
export const carries = (value: JsonValue): boolean =>
  isJsonObject(value) && (serverMessageType(value) !== null || reportIn(value) !== null)

const reportIn = (root: JsonObject): FoundReport | null => {
  const message = objectOf(root.message)
  if (message) {
    const type = textOf(message.type) === '' ? root.type : message.type
    return isReportType(trimmed(type)) ? { message, root, isFlat: false } : null
  }
  const isNamed = isReportType(trimmed(root.type)) || isReportType(trimmed(root.event))
  const inner = isNamed && !namesCall(root) ? messageBeside(root) : undefined
  if (inner) return { isFlat: false, message: inner, root: { ...root, message: inner } }
  const isReport = isReportType(trimmed(root.type)) || looksLikeCall(root)
  return isReport ? { message: root, root, isFlat: true } : null
}

/** The message of a body with the type next to it: `{ type: "end-of-call-report", data: { call } }`. */
const messageBeside = (root: JsonObject): JsonObject | undefined =>
  ['data', 'payload', 'body', 'report']
    .map((key) => objectOf(root[key]))
    .find(
      (inner) => inner !== undefined && !isJsonObject(inner.message) && findCallId(inner) !== null,
    )

/** True if a body names a call. An `id` alone does not count, since it may be that of an event. */
const namesCall = (root: JsonObject): boolean =>
  idIn(callIdIn(root.call)) !== null || idIn(root.callId ?? root.call_id) !== null

const looksLikeCall = (body: JsonObject): boolean =>
  textOf(body.id) !== '' &&
  (body.status === 'ended' ||
    ['endedReason', 'endedAt', 'artifact', 'analysis', 'transcript'].some(
      (key) => Object.hasOwn(body, key) && !isEmptyJson(body[key]),
    ))

/**
 * The ID of a report's call: `message.call.id`, then `message.callId`, then the same at the root, then
 * the `chat`, and last the root's `id` (FACTS §2). Null if there is none of at most 200 characters.
 */
export const findCallId = (root: JsonObject): string | null => {
  const message = objectOf(root.message)
  return (
    idIn(callIdIn(message?.call)) ??
    idIn(message?.callId ?? message?.call_id) ??
    idIn(callIdIn(root.call)) ??
    idIn(root.callId ?? root.call_id) ??
    idIn(objectOf(message?.chat)?.id) ??
    idIn(objectOf(root.chat)?.id) ??
    idIn(root.id)
  )
}

const idIn = (value: JsonValue | undefined): string | null => {
  const id = textOf(value)
  return id !== '' && id.length <= MAX_CALL_ID ? id : null
}

/** True if a report is about a chat: it names a chat and no call. */
export const isChatReport = (message: JsonObject): boolean =>
  objectOf(message.chat) !== undefined &&
  [callIdIn(message.call), message.callId, message.call_id].every((id) => textOf(id) === '')

/** The call ID in an object; `call` may also be the ID itself. */
const callIdIn = (call: JsonValue | undefined): JsonValue | undefined =>
  isJsonObject(call) ? (call.id ?? call.callId ?? call.call_id) : call

/** Automation tools write IDs as numbers. Those above the safe range have lost digits, and are ignored. */
const textOf = (value: JsonValue | undefined): string => {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value > 0 ? String(value) : ''
  return typeof value === 'string' ? value.trim() : ''
}

const trimmed = (value: JsonValue | undefined): JsonValue | undefined =>
  typeof value === 'string' ? value.trim() : value
