/**
 * Vapi's messages: reading, masking, merging. Pure functions: no Payload, no database, no clock.
 * @module
 */

import type { JsonObject, JsonValue } from '../lib/json'
import { isJsonObject, objectOf } from '../lib/json'
import { cutText } from '../lib/shortText'
import { findCarrier, openTexts, splitBody } from './envelope'
import type { Mapping } from './mapping/mapping'
import { isKnownType, isLikeReport } from './messageTypes'
import { MAX_BODIES, PROBLEMS, type Problem } from './problems'
import { type RecordingLink, recordingLinkOf } from './recordingLink'
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
 * What a posted body is. `body` is what to store: masked JSON text, or masked text if it is not JSON.
 */
export type Delivery =
  | {
      kind: 'report'
      messageType: typeof REPORT_TYPE
      body: string
      /** Where the recording is, if that was asked for: `body` no longer has it. */
      recordingLink?: RecordingLink
      report: CallReport
    }
  | { kind: 'reply'; messageType: string; reply: JsonObject }
  | {
      kind: 'review'
      messageType: string | null
      vapiCallId: string | null
      body: string
      problem: Problem
    }
  | { kind: 'malformed'; body: string; problem: Problem }

/** One posted body may contain several messages. Each is a delivery. */
export type Deliveries = readonly [Delivery, ...Delivery[]]

const MAX_TYPE = 100
/** How deeply lists of messages may be nested. */
const MAX_ROUNDS = 3

type ReadDeliveriesArgs = {
  /** What staff say the data of the client's agent means. Default: only the built-in reading. */
  mapping?: Mapping | null
  receivedAt: Date
  /** The client's sender secrets, which are masked like the token. */
  secrets?: readonly string[]
  text: string
  token: string
  /** Whether to return the links to recordings, which masking removes. */
  withRecordings?: boolean
}

/**
 * The only entry point for posted bodies: parses, unwraps, sanitises and masks them, and decides what
 * they are. Never throws, whatever the text contains.
 *
 * A replay reads a stored `body` with the same `receivedAt`, and gets the same delivery again.
 * @param text the raw body
 * @param token the client's webhook token, masked wherever it occurs; on a replay any text that is not
 *   a token
 * @returns a delivery for each message in the body, nearly always one
 */
export const readDeliveries = ({
  mapping = null,
  receivedAt,
  secrets = [],
  text,
  token,
  withRecordings = false,
}: ReadDeliveriesArgs): Deliveries => {
  const parsed = parse(text)
  if (!parsed.ok) {
    return [{ kind: 'malformed', body: maskText(text, token, secrets), problem: parsed.problem }]
  }
  const mask = (body: JsonValue) => maskSecrets(body, token, secrets)
  const { value } = parsed
  // The usual case: a message as Vapi posts it, without wrappers.
  if (carries(value)) {
    const reply = replyOf(value, token)
    if (reply) return [reply]
    // Masking changes the body in place.
    const link = withRecordings ? recordingLinkOf(value) : null
    const masked = mask(value)
    if (carries(masked)) return [withLink(storedOf(masked, receivedAt, mapping), link)]
  }
  const body = openTexts(value, openJSON)
  const reply = splitBody(body, carries).length === 1 ? replyOf(body, token) : null
  if (reply) return [reply]
  const links = withRecordings ? linksByCall(body) : NO_LINKS
  const masked = mask(body)
  const [first, ...others] = bodiesIn(masked, mask)
  if (first === undefined || others.length >= MAX_BODIES) {
    const kept = JSON.stringify(masked)
    return [reviewOf({ body: kept, problem: PROBLEMS.too_many_messages })]
  }
  const store = (each: JsonValue) => {
    const stored = storedOf(each, receivedAt, mapping)
    return withLink(stored, stored.kind === 'report' ? links.get(stored.report.vapiCallId) : null)
  }
  if (others.length === 0) return [store(first)]
  const read = (each: JsonValue) => replyOf(each, token) ?? store(each)
  return [read(first), ...others.map(read)]
}

const NO_LINKS: ReadonlyMap<string, RecordingLink> = new Map()

/** The links to recordings in a body that is not masked yet, by call. */
const linksByCall = (body: JsonValue): ReadonlyMap<string, RecordingLink> =>
  new Map(
    splitBody(body, carries)
      .slice(0, MAX_BODIES)
      .flatMap((part) => {
        const root = findReport(part)?.root
        const callID = root && findCallId(root)
        const link = callID && recordingLinkOf(part)
        return link ? [[callID, link] as const] : []
      }),
  )

const withLink = (delivery: Delivery, link: null | RecordingLink | undefined): Delivery =>
  link && delivery.kind === 'report' ? { ...delivery, recordingLink: link } : delivery

/**
 * The messages in a masked body. Each is unwrapped and masked as if it was read from storage, since the
 * stored text decides what a replay finds. An empty list if there are too many, or they are nested too
 * deeply.
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

/** Reads the first delivery of a body, for bodies that contain only one. */
export const readDelivery = (args: ReadDeliveriesArgs): Delivery => readDeliveries(args)[0]

const openJSON = (text: string): JsonValue | undefined => {
  const parsed = parse(text)
  return parsed.ok ? parsed.value : undefined
}

const reviewOf = (
  review: { body: string; problem: Problem } & Partial<Extract<Delivery, { kind: 'review' }>>,
): Delivery => ({ kind: 'review', messageType: null, vapiCallId: null, ...review })

type Parsed = { ok: true; value: JsonValue } | { ok: false; problem: Problem }

const parse = (text: string): Parsed => {
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') return { ok: false, problem: PROBLEMS.empty }
  const problem = problemOf(json)
  if (problem) return { ok: false, problem }
  try {
    const value: JsonValue = JSON.parse(json)
    return { ok: true, value }
  } catch {
    return { ok: false, problem: PROBLEMS.not_json }
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
 * Why a body is too expensive to parse; null if it is not. `JSON.parse` takes two seconds for 10 MB of
 * `[`, and 2 GB of memory for 10 MB of `{},`. RFC 8259 §9 allows such limits.
 */
const problemOf = (json: string): Problem | null => {
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
      if (++depth > MAX_NESTING) return PROBLEMS.nested_too_deeply
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--
  }
  return parts > MAX_PARTS ? PROBLEMS.too_many_parts : null
}

/**
 * A message that is only replied to. Nothing of it is stored, so the body need not be masked. Most are
 * like this.
 */
const replyOf = (body: JsonValue, token: string): Delivery | null => {
  const isPlain = carries(body)
  const carrier = isPlain ? body : findCarrier(body, carries)
  const message = objectOf(objectOf(carrier)?.message)
  const rawType = carrier === undefined ? null : serverMessageType(carrier)
  if (rawType === null || !message) return null
  const type = cleanText(rawType).trim()
  if (type === '' || isReportType(type) || isLikeReport(type, message)) return null
  // Within a wrapper, an unknown type may be anything.
  if (!isPlain && !isKnownType(type)) return null
  return {
    kind: 'reply',
    messageType: cutText(maskText(type, token), MAX_TYPE),
    reply: replyTo(type, message),
  }
}

const storedOf = (body: JsonValue, receivedAt: Date, mapping: Mapping | null): Delivery => {
  const text = JSON.stringify(body)
  const found = findReport(body)
  if (!found) {
    const carrier = objectOf(carries(body) ? body : (findCarrier(body, carries) ?? body))
    const type = carrier && serverMessageType(carrier)
    return reviewOf({
      body: text,
      messageType: type ? cutText(type, MAX_TYPE) : typeOf(body),
      problem: type ? PROBLEMS.unknown_type : PROBLEMS.not_a_message,
      vapiCallId: carrier ? findCallId(carrier) : null,
    })
  }
  const result = toCallReport(body, receivedAt, mapping)
  return result.ok
    ? { kind: 'report', messageType: REPORT_TYPE, body: text, report: result.report }
    : reviewOf({ body: text, messageType: REPORT_TYPE, problem: result.problem })
}

const typeOf = (body: JsonValue): string | null => {
  const type = isJsonObject(body) ? body.type : null
  return typeof type === 'string' && type.trim() !== '' ? cutText(type.trim(), MAX_TYPE) : null
}
