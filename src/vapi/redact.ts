import { type JsonObject, type JsonValue, setKey } from './json'
import { classifyKey, type KeyClass } from './secretKeys'
import { createTextMasker, MASK, type TextMasker } from './secretText'

const MAX_DEPTH = 64
const TOO_DEEP = '[too deep]'

/**
 * Makes a parsed body fit to be stored: one walk that sanitises and masks.
 *
 * In: any value JSON.parse can return, and the client's own webhook token. Out: JSON that Postgres
 * takes (no NUL, no lone surrogates, no Infinity, at most 64 levels) and that gives nobody a live
 * credential (FACTS §0.7). What the report reads stays; masking twice changes nothing more.
 */
export const maskSecrets = (value: unknown, token: string): JsonValue => {
  const masker = createTextMasker(token)
  const classes = new Map<string, KeyClass>()
  const classOf = (key: string): KeyClass => {
    const known = classes.get(key)
    if (known) return known
    const found = classifyKey(key)
    classes.set(key, found)
    return found
  }
  return walk(value, { masker, classOf, depth: 0, mode: 'open', isServer: false })
}

/** Masks text that is not JSON: by form, and the values of keys that look secret. */
export const maskText = (text: string, token: string): string =>
  createTextMasker(token).maskJsonText(cleanText(text))

/** Text Postgres can store: without NUL, lone surrogates replaced by U+FFFD. */
export const cleanText = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()

type Walk = {
  masker: TextMasker
  classOf: (key: string) => KeyClass
  depth: number
  /** open: by name and form; business: by form only; sealed: every value is a secret */
  mode: 'open' | 'business' | 'sealed'
  isServer: boolean
}

const walk = (value: unknown, at: Walk): JsonValue => {
  switch (typeof value) {
    case 'string':
      return maskString(cleanText(value), at)
    case 'number':
      if (at.mode === 'sealed') return MASK
      // JSON has neither Infinity (from 1e999) nor, once written, -0.
      return Number.isFinite(value) ? value + 0 : null
    case 'boolean':
      return at.mode === 'sealed' ? MASK : value
    case 'object':
      if (value === null) return null
      if (at.depth >= MAX_DEPTH) return TOO_DEEP
      return Array.isArray(value)
        ? value.map((item: unknown) => walk(item, { ...at, depth: at.depth + 1 }))
        : walkObject(value, at)
    default:
      return null
  }
}

const walkObject = (value: object, at: Walk): JsonObject => {
  const result: JsonObject = {}
  for (const [rawKey, item] of Object.entries(value)) {
    const key = at.masker.mask(cleanText(rawKey))
    setKey(result, key, walkEntry(key, item, at))
  }
  return result
}

const walkEntry = (key: string, item: unknown, at: Walk): JsonValue => {
  const inside: Walk = { ...at, depth: at.depth + 1, isServer: false }
  if (at.mode !== 'open') return walk(item, inside)

  const keyClass = at.classOf(key)
  if (keyClass === 'business') return walk(item, { ...inside, mode: 'business' })
  if (keyClass === 'container') return walk(item, { ...inside, mode: 'sealed' })
  if (keyClass === 'secret') {
    // A count or a flag is no secret: numbers and booleans stay unless they stand in a list of them.
    const isHolder = typeof item === 'string' || (typeof item === 'object' && item !== null)
    return walk(item, isHolder ? { ...inside, mode: 'sealed' } : inside)
  }
  if (typeof item === 'string' && (keyClass === 'endpoint' || (at.isServer && key === 'url'))) {
    return maskEndpoint(at.masker.mask(cleanText(item)))
  }
  return walk(item, { ...inside, isServer: key === 'server' })
}

const maskString = (text: string, at: Walk): string => {
  if (at.mode === 'sealed') return text.trim() === '' ? text : MASK
  if (at.mode === 'business') return at.masker.maskBusiness(text)
  const first = text.trimStart()[0]
  return first === '{' || first === '[' ? at.masker.maskJsonText(text) : at.masker.mask(text)
}

/** Of our own URL only the token goes; of a foreign webhook (Zapier, Make, Slack) the whole path. */
const maskEndpoint = (url: string): string => {
  if (url.includes('/vapi/webhook/')) return url
  return url.replace(/^(\s*[a-z][a-z0-9+.-]{0,15}:\/\/[^/?#\s]*)[/?#][\s\S]+$/i, `$1/${MASK}`)
}
