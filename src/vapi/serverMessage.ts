import { isEmptyJson, isJsonObject, type JsonObject, type JsonValue, objectOf } from './json'

export const REPORT_TYPE = 'end-of-call-report'
const MAX_CALL_ID = 200

/** The type of a server message, `{ message: { type } }`; null when the body is none. */
export const serverMessageType = (body: JsonValue): string | null => {
  const type = objectOf(objectOf(body)?.message)?.type
  return typeof type === 'string' && type.trim() !== '' ? type.trim() : null
}

/**
 * The part of a body that is a report, and whether it is flat: `message` of a server message; the
 * root of a body that names itself a report or looks like GET /call (there `type` is the call's).
 * Null when the body is no report.
 */
export const findReport = (
  body: JsonValue,
): { message: JsonObject; root: JsonObject; isFlat: boolean } | null => {
  if (!isJsonObject(body)) return null
  const message = objectOf(body.message)
  if (message) {
    return serverMessageType(body) === REPORT_TYPE ? { message, root: body, isFlat: false } : null
  }
  const isReport = textOf(body.type) === REPORT_TYPE || looksLikeCall(body)
  return isReport ? { message: body, root: body, isFlat: true } : null
}

const looksLikeCall = (body: JsonObject): boolean =>
  textOf(body.id) !== '' &&
  (body.status === 'ended' ||
    ['endedReason', 'endedAt', 'artifact', 'analysis', 'transcript'].some(
      (key) => Object.hasOwn(body, key) && !isEmptyJson(body[key]),
    ))

/**
 * The call a body belongs to: `message.call.id`, then `message.callId`, then the root's `id`
 * (FACTS §2); null when it names none of at most 200 characters.
 */
export const findCallId = (body: JsonValue): string | null => {
  const root = objectOf(body)
  const message = objectOf(root?.message)
  const ids = [
    objectOf(message?.call)?.id,
    message?.callId,
    objectOf(root?.call)?.id,
    root?.callId,
    root?.id,
  ].map(textOf)
  return ids.find((id) => id !== '' && id.length <= MAX_CALL_ID) ?? null
}

const textOf = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value.trim() : ''
