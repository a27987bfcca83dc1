import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json'

// What automation tools and queues wrap around what they hand on: n8n and Make `[{ body }]`, custom
// routes `{ data: { body } }`, gateways `{ body: "…" }`, queues `{ Records: [{ body: "…" }] }` and
// `{ Message: "…" }`.
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
/** So many objects are looked at; a wrapper has few. */
const MAX_STEPS = 500
/** So many keys that are no usual wrapper are tried in one object. */
const MAX_KEYS = 30
const MAX_TEXT = 20_000_000
/** So many items of a list are looked at to find out whether it is one of messages. */
const MAX_ITEMS = 200

/** How a text becomes JSON; undefined when it is none, or not worth reading. */
export type OpenText = (text: string) => JsonValue | undefined

/**
 * Finds what `carries` accepts within what is wrapped around it: the nearest, known wrappers first. The
 * order of keys does not count. Undefined when there is none.
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

/** The keys to look under, known ones first. */
const wrapperKeys = (object: JsonObject): string[] => {
  const others = Object.keys(object).filter((key) => !isWrapper(key))
  return [
    ...WRAPPERS.filter((key) => Object.hasOwn(object, key)),
    ...(others.length > MAX_KEYS ? [] : others.sort()),
  ]
}

/**
 * Opens the texts of JSON in which a body or its wrappers stand, in place, so that what is in them is
 * masked and kept like the rest. Only texts under a known wrapper, and the body itself, are opened.
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
 * The bodies in one that holds several: each item of the first list of more than one in which something
 * is carried, and so on within each. One that holds a single message is returned as it is.
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
