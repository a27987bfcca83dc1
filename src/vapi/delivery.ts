import type { JsonObject, JsonValue } from '../lib/json'
import { isJsonObject, objectOf } from '../lib/json'
import { cutText } from '../lib/shortText'
import { findCarrier, openTexts, splitBody } from './envelope'
import { isKnownType, isLikeReport } from './messageTypes'
import { cleanText, maskSecrets, maskText } from './redact'
import { replyTo } from './reply'
import { type CallReport, toCallReport } from './report'
import {
  carries,
  findCallId,
  findReport,
  isReportType,
  REPORT_TYPE,
  serverMessageType,
} from './serverMessage'

/**
 * What a posted body is. `body` is what to keep of it: masked JSON text, or masked text when it is
 * not JSON. `problem` is a fixed sentence that quotes nothing.
 */
export type Delivery =
  | { kind: 'report'; messageType: typeof REPORT_TYPE; body: string; report: CallReport }
  | { kind: 'reply'; messageType: string; reply: JsonObject }
  | {
      kind: 'review'
      messageType: string | null
      vapiCallId: string | null
      body: string
      problem: string
    }
  | { kind: 'malformed'; body: string; problem: string }

/** One posted body may hold several: each is a delivery of its own. */
export type Deliveries = readonly [Delivery, ...Delivery[]]

const MAX_TYPE = 100
/** So many bodies in one are read. */
const MAX_BODIES = 100
/** So often one that was found among several is looked into for several. */
const MAX_ROUNDS = 3

type Posted = {
  receivedAt: Date
  /** By which the sender proves itself: masked like the token. */
  secrets?: readonly string[]
  text: string
  token: string
}

/**
 * The one way in: parse ▸ open what is wrapped around ▸ sanitise and mask ▸ decide. Never throws,
 * whatever the text.
 *
 * In: the raw body, the client's own webhook token (masked wherever it stands; on a replay any
 * string that is no token masks nothing more) and the time of receipt. Out: a delivery for each body
 * that it holds, nearly always one. The `body` of a delivery gives the same delivery again when read
 * with the same `receivedAt`: that is a replay.
 */
export const readDeliveries = ({ receivedAt, secrets = [], text, token }: Posted): Deliveries => {
  const parsed = parse(text)
  if (!parsed.ok) {
    return [{ kind: 'malformed', body: maskText(text, token, secrets), problem: parsed.problem }]
  }
  const mask = (body: JsonValue) => maskSecrets(body, token, secrets)
  const { value } = parsed
  // Nearly all are what Vapi itself posts.
  if (carries(value)) {
    const reply = replyOf(value, token)
    if (reply) return [reply]
    const masked = mask(value)
    if (carries(masked)) return [storedOf(masked, receivedAt)]
  }
  const body = openTexts(value, openJSON)
  const reply = splitBody(body, carries).length === 1 ? replyOf(body, token) : null
  if (reply) return [reply]
  const masked = mask(body)
  const [first, ...others] = bodiesIn(masked, mask)
  if (first === undefined || others.length >= MAX_BODIES) {
    const kept = JSON.stringify(masked)
    return [reviewOf({ body: kept, problem: `The body holds more than ${MAX_BODIES} messages.` })]
  }
  if (others.length === 0) return [storedOf(first, receivedAt)]
  const read = (each: JsonValue) => replyOf(each, token) ?? storedOf(each, receivedAt)
  return [read(first), ...others.map(read)]
}

/**
 * The bodies in a masked one, each masked and opened as when it is read again from what is kept: what
 * is in it is decided by what is kept. None when they are more or further apart than anybody sends.
 */
const bodiesIn = (
  body: JsonValue,
  mask: (body: JsonValue) => JsonValue,
  round = 0,
): readonly JsonValue[] => {
  const parts = splitBody(body, carries)
  if (parts.length === 1) return parts
  if (parts.length > MAX_BODIES || round >= MAX_ROUNDS) return []
  const inner = parts.map((part) =>
    bodiesIn(mask(carries(part) ? part : openTexts(part, openJSON)), mask, round + 1),
  )
  return inner.some(({ length }) => length === 0) ? [] : inner.flat()
}

/** Reads a body that holds only one: the first of them. */
export const readDelivery = (posted: Posted): Delivery => readDeliveries(posted)[0]

const openJSON = (text: string): JsonValue | undefined => {
  const parsed = parse(text)
  return parsed.ok ? parsed.value : undefined
}

const reviewOf = (
  review: { body: string; problem: string } & Partial<Extract<Delivery, { kind: 'review' }>>,
): Delivery => ({ kind: 'review', messageType: null, vapiCallId: null, ...review })

type Parsed = { ok: true; value: JsonValue } | { ok: false; problem: string }

const parse = (text: string): Parsed => {
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') return { ok: false, problem: 'The body is empty.' }
  const problem = problemOf(json)
  if (problem) return { ok: false, problem }
  try {
    const value: JsonValue = JSON.parse(json)
    return { ok: true, value }
  } catch {
    return { ok: false, problem: 'The body is not JSON.' }
  }
}

const LONG_TEXT = 200_000
const MAX_NESTING = 10_000
/** Objects, lists and keys. A report of 10 MB has some 180,000. */
const MAX_PARTS = 400_000
const [QUOTE, BACKSLASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 92, 58, 91, 93, 123, 125,
]

/**
 * What makes a body not worth parsing. JSON.parse takes two seconds for 10 MB of `[`, and 10 MB of
 * `{},` take 2 GB of memory; RFC 8259 §9 allows limits.
 */
const problemOf = (json: string): string | null => {
  if (json.length < LONG_TEXT) return null
  let depth = 0
  let parts = 0
  let isText = false
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (isText) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) isText = false
    } else if (code === QUOTE) isText = true
    else if (code === COLON) parts++
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      parts++
      if (++depth > MAX_NESTING) return 'The body is nested too deeply.'
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--
  }
  return parts > MAX_PARTS ? 'The body has too many parts.' : null
}

/** Nothing of these is kept, so the walk over the whole body is spared: most messages are such. */
const replyOf = (body: JsonValue, token: string): Delivery | null => {
  const isPlain = carries(body)
  const carrier = isPlain ? body : findCarrier(body, carries)
  const message = objectOf(objectOf(carrier)?.message)
  const rawType = carrier === undefined ? null : serverMessageType(carrier)
  if (rawType === null || !message) return null
  const type = cleanText(rawType).trim()
  if (type === '' || isReportType(type) || isLikeReport(type, message)) return null
  // What was found within something else and is unknown may be anything.
  if (!isPlain && !isKnownType(type)) return null
  return {
    kind: 'reply',
    messageType: cutText(maskText(type, token), MAX_TYPE),
    reply: replyTo(type, message),
  }
}

const storedOf = (body: JsonValue, receivedAt: Date): Delivery => {
  const text = JSON.stringify(body)
  const found = findReport(body)
  if (!found) {
    const carrier = objectOf(carries(body) ? body : (findCarrier(body, carries) ?? body))
    const type = carrier && serverMessageType(carrier)
    return reviewOf({
      body: text,
      messageType: type ? cutText(type, MAX_TYPE) : typeOf(body),
      problem: type
        ? 'This may be a report of a call, but its type is not known.'
        : 'The body is not a Vapi server message.',
      vapiCallId: carrier ? findCallId(carrier) : null,
    })
  }
  const result = toCallReport(body, receivedAt)
  return result.ok
    ? { kind: 'report', messageType: REPORT_TYPE, body: text, report: result.report }
    : reviewOf({ body: text, messageType: REPORT_TYPE, problem: result.problem })
}

const typeOf = (body: JsonValue): string | null => {
  const type = isJsonObject(body) ? body.type : null
  return typeof type === 'string' && type.trim() !== '' ? cutText(type.trim(), MAX_TYPE) : null
}
