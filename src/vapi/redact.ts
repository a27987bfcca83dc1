import { type JsonObject, type JsonValue, setKey } from './json'
import { classifyKey, type KeyClass } from './secretKeys'
import { createTextMasker, MASK, type TextMasker } from './secretText'

const MAX_DEPTH = 64
const TOO_DEEP = '[too deep]'

/**
 * Makes a parsed body fit to be stored: one walk that sanitises and masks.
 *
 * In: any value JSON.parse can return, which is changed in place since a copy of a body costs more than
 * the walk; the client's own webhook token, and other secrets of its own. Out: JSON that Postgres takes
 * (no NUL, no lone surrogates, no Infinity, at most 64 levels) and that gives nobody a live credential
 * (FACTS §0.7). What the report reads stays; masking twice changes nothing more.
 */
export const maskSecrets = (
  value: JsonValue,
  token: string,
  secrets: readonly string[] = [],
): JsonValue => {
  const masker = createTextMasker(token, secrets)
  return createWalk(masker)(value, 0, 'open', false)
}

/** Masks text that is not JSON: by form, and the values of keys that look secret. */
export const maskText = (text: string, token: string, secrets: readonly string[] = []): string =>
  createTextMasker(token, secrets).maskLooseText(cleanText(text))

/** Text Postgres can store: without NUL, lone surrogates replaced by U+FFFD. */
export const cleanText = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()

/** open: by name and form; business: by form only; sealed: every value is a secret */
type Mode = 'open' | 'business' | 'sealed'

type Walk = (value: JsonValue, depth: number, mode: Mode, isServer: boolean) => JsonValue

// Keys repeat by the thousand within one body; beyond this many they are somebody's data.
const MAX_KNOWN_KEYS = 2000

// JSON in a string, such as a tool's arguments; not "{{name}}, hello" or "[laughs]".
const JSON_START = /^\s*(?:\{\s*"|\[\s*["{[])/

const createWalk = (masker: TextMasker): Walk => {
  const known = new Map<string, { name: string; keyClass: KeyClass }>()
  const readKey = (key: string) => {
    const found = known.get(key)
    if (found) return found
    const name = masker.mask(cleanText(key))
    const read = { name, keyClass: classifyKey(name) }
    if (known.size < MAX_KNOWN_KEYS) known.set(key, read)
    return read
  }

  const maskString = (text: string, mode: Mode): string => {
    if (mode === 'sealed') return text.trim() === '' ? text : MASK
    if (mode === 'business') return masker.maskBusiness(text)
    // Decided by the masked text, which reads the same when it is masked again.
    const masked = masker.mask(text)
    return JSON_START.test(masked) ? masker.maskQuotedKeys(masked) : masked
  }

  const walkEntry = (
    key: string,
    keyClass: KeyClass,
    item: JsonValue,
    depth: number,
    isServer: boolean,
  ): JsonValue => {
    switch (keyClass) {
      case 'business':
        return walk(item, depth, 'business', false)
      case 'container':
        return walk(item, depth, 'sealed', false)
      case 'secret': {
        // A count or a flag is no secret; within a list or an object under such a name it may be.
        const isHolder = typeof item === 'string' || (typeof item === 'object' && item !== null)
        return walk(item, depth, isHolder ? 'sealed' : 'open', false)
      }
      default:
        return typeof item === 'string' && (keyClass === 'endpoint' || (isServer && key === 'url'))
          ? maskEndpoint(masker.mask(cleanText(item)))
          : walk(item, depth, 'open', key === 'server')
    }
  }

  const walkObject = (
    value: JsonObject,
    depth: number,
    mode: Mode,
    isServer: boolean,
  ): JsonObject => {
    let isRenamed = false
    for (const rawKey in value) {
      const item = value[rawKey]
      if (item === undefined) continue
      const { name, keyClass } = readKey(rawKey)
      if (name !== rawKey || rawKey === '__proto__') isRenamed = true
      const masked =
        mode === 'open'
          ? walkEntry(name, keyClass, item, depth, isServer)
          : walk(item, depth, mode, false)
      if (!Object.is(masked, item)) value[rawKey] = masked
    }
    return isRenamed ? rename(value) : value
  }

  const rename = (value: JsonObject): JsonObject => {
    const renamed: JsonObject = {}
    for (const [rawKey, item] of Object.entries(value)) setKey(renamed, readKey(rawKey).name, item)
    return renamed
  }

  const walkList = (value: JsonValue[], depth: number, mode: Mode): JsonValue[] => {
    value.forEach((item, index) => {
      const masked = walk(item, depth, mode, false)
      if (!Object.is(masked, item)) value[index] = masked
    })
    return value
  }

  const walk: Walk = (value, depth, mode, isServer) => {
    switch (typeof value) {
      case 'string':
        return maskString(cleanText(value), mode)
      case 'number':
        if (mode === 'sealed') return MASK
        // JSON has neither Infinity (from 1e999) nor, once written, -0.
        return Number.isFinite(value) ? value + 0 : null
      case 'boolean':
        return mode === 'sealed' ? MASK : value
      default:
        if (value === null) return null
        if (depth >= MAX_DEPTH) return TOO_DEEP
        return Array.isArray(value)
          ? walkList(value, depth + 1, mode)
          : walkObject(value, depth + 1, mode, isServer)
    }
  }
  return walk
}

/** Of our own URL only the token goes; of a foreign webhook (Zapier, Make, Slack) the whole path. */
const maskEndpoint = (url: string): string => {
  if (url.includes('/vapi/webhook/')) return url
  return url.replace(/^(\s*[a-z][a-z0-9+.-]{0,15}:\/\/[^/?#\s]*)[/?#][\s\S]+$/i, `$1/${MASK}`)
}
