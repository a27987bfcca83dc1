import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json'

// Keys in which automation tools and queues wrap what they forward: n8n and Make `[{ body }]`, custom
// routes `{ data: { body } }`, gateways `{ body: "…" }`, queues `{ Records: [{ body: "…" }] }` and `{
// Message: "…" }`.
const WRAPPERS = [
  'body',
  'data',
  'payload',
  'event',
  'json',
  'message',
  'request',
  'detail',
  'content',
  'params',
  'input',
  'rawBody',
  'raw',
  'value',
  'Message',
  'Sns',
  'Records',
  'records',
  'items',
  'events',
  'messages',
  'reports',
  'results',
] as const

const MAX_DEPTH = 6
/** How many objects are searched. A wrapper has few. */
const MAX_STEPS = 500
/** Objects with more unknown keys than this are searched only under known wrapper keys. */
const MAX_KEYS = 30
const MAX_TEXT = 20_000_000
/** How many items of a list are checked to find out whether it is a list of messages. */
const MAX_ITEMS = 200

/** Parses text as JSON; undefined if it is not JSON, or too expensive to parse. */
export type OpenText = (text: string) => JsonValue | undefined

/**
 * Finds the value that `carries` accepts inside wrappers: the least nested, under known wrapper keys
 * first. The order of keys does not matter.
 * @returns undefined if there is none
 */
export const findCarrier = (
  body: JsonValue,
  carries: (value: JsonValue) => boolean,
): JsonValue | undefined => {
  let level: JsonValue[] = [body]
  let steps = 0
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: JsonValue[] = []
    for (const value of level) {
      if (++steps > MAX_STEPS) return undefined
      if (carries(value)) return value
      next.push(...insideOf(value))
    }
    level = next
  }
  return undefined
}

const insideOf = (value: JsonValue): JsonValue[] => {
  if (Array.isArray(value)) return value.slice(0, MAX_STEPS).filter(isHolder)
  if (!isJsonObject(value)) return []
  return wrapperKeys(value)
    .map((key) => value[key])
    .filter(isHolder)
}

const isHolder = (value: JsonValue | undefined): value is JsonObject | JsonValue[] =>
  typeof value === 'object' && value !== null

const isWrapper = (key: string): boolean => WRAPPERS.some((wrapper) => wrapper === key)

/** The keys to search, known wrappers first. */
const wrapperKeys = (object: JsonObject): string[] => {
  const others = Object.keys(object).filter((key) => !isWrapper(key))
  return [
    ...WRAPPERS.filter((key) => Object.hasOwn(object, key)),
    ...(others.length > MAX_KEYS ? [] : others.sort()),
  ]
}

/**
 * Parses JSON in texts, in place, so that its content is masked and stored like the rest. Only the body
 * itself and texts under known wrapper keys are parsed.
 */
export const openTexts = (body: JsonValue, open: OpenText, depth = 0): JsonValue => {
  if (depth > MAX_DEPTH) return body
  if (typeof body === 'string') {
    const json = isJsonLike(body) ? open(body) : undefined
    return json === undefined ? body : openTexts(json, open, depth + 1)
  }
  if (Array.isArray(body)) {
    for (const [index, item] of body.slice(0, MAX_STEPS).entries()) {
      if (item !== null) body[index] = openTexts(item, open, depth + 1)
    }
    return body
  }
  if (!isJsonObject(body)) return body
  for (const key of WRAPPERS) {
    const value = body[key]
    if (value !== undefined && Object.hasOwn(body, key))
      body[key] = openTexts(value, open, depth + 1)
  }
  return body
}

const isJsonLike = (text: string): boolean =>
  text.length <= MAX_TEXT && /^\s*(?:\{\s*"|\[\s*\{|"\s*[{[\\])/.test(text)

/**
 * Splits a body that contains several messages: into the items of the first list with more than one
 * item that contains messages, and so on within each item. A body with a single message is returned
 * unchanged.
 */
export const splitBody = (
  body: JsonValue,
  carries: (value: JsonValue) => boolean,
  from = 0,
): readonly JsonValue[] => {
  let value: JsonValue = body
  for (let depth = from; depth <= MAX_DEPTH; depth++) {
    if (carries(value)) return [body]
    if (Array.isArray(value) && value.length > 1) {
      return value.slice(0, MAX_ITEMS).some((item) => findCarrier(item, carries) !== undefined)
        ? value.flatMap((item) => splitBody(item, carries, depth + 1))
        : [body]
    }
    const next: JsonValue | undefined = insideOf(value).find(
      (inner) => findCarrier(inner, carries) !== undefined,
    )
    if (next === undefined) return [body]
    value = next
  }
  return [body]
}
