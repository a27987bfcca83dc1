import { firstKeys, type JsonObject, type JsonValue, setKey, WIDE } from '../lib/json'
import { remember } from '../lib/remember'
import { MASK } from './mask'
import { maskAnyKeys, maskQuotedKeys } from './namedSecrets'
import { OwnSecrets } from './ownSecrets'
import { hasPresignedQuery, hasSecretQuery, maskForms } from './secretForms'
import { classifyKey, isSecretValue, type KeyClass } from './secretKeys'

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
): JsonValue => new SecretWalk(new OwnSecrets(token, secrets)).walk(value, 0, 'open', false)

/** Masks text that is not JSON: by form, and the values of keys that look secret. */
export const maskText = (text: string, token: string, secrets: readonly string[] = []): string =>
  maskAnyKeys(maskForms(new OwnSecrets(token, secrets).mask(cleanText(text)), hasSecretQuery))

/** Text Postgres can store: without NUL, lone surrogates replaced by U+FFFD. */
export const cleanText = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()

/** open: by name and form; business: by form only; sealed: every value is a secret */
type Mode = 'open' | 'business' | 'sealed'

type Key = { keyClass: KeyClass; name: string }

// Keys repeat by the thousand within one body; beyond this many they are somebody's data.
const MAX_KNOWN_KEYS = 2000

// JSON in a string, such as a tool's arguments; not "{{name}}, hello" or "[laughs]".
const JSON_START = /^\s*(?:\{\s*"|\[\s*["{[])/

const readKey = (key: string): Key => {
  const name = maskForms(key, hasSecretQuery)
  return { keyClass: classifyKey(name), name }
}

/** The same in every body, where the client's own secrets cannot stand in it. */
const readPlainKey = remember((key) => readKey(cleanText(key)))

/** The walk of one body. A class, for closures would have to be made anew with each. */
class SecretWalk {
  readonly #known = new Map<string, Key>()
  readonly #own: OwnSecrets

  constructor(own: OwnSecrets) {
    this.#own = own
  }

  walk(value: JsonValue, depth: number, mode: Mode, isServer: boolean): JsonValue {
    switch (typeof value) {
      case 'string':
        return this.#maskString(cleanText(value), mode)
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
          ? this.#walkList(value, depth + 1, mode)
          : this.#walkObject(value, depth + 1, mode, isServer)
    }
  }

  #readKey(key: string): Key {
    if (key.length < this.#own.shortest) return readPlainKey(key)
    const found = this.#known.get(key)
    if (found) return found
    const read = readKey(this.#own.mask(cleanText(key)))
    if (this.#known.size < MAX_KNOWN_KEYS) this.#known.set(key, read)
    return read
  }

  #maskString(text: string, mode: Mode): string {
    if (mode === 'sealed') return text.trim() === '' ? text : MASK
    const own = this.#own.mask(text)
    // In the client's own data a booking link with `?token=` is theirs to keep.
    if (mode === 'business') return maskForms(own, hasPresignedQuery)
    // Decided by the masked text, which reads the same when it is masked again.
    const masked = maskForms(own, hasSecretQuery)
    return JSON_START.test(masked) ? maskQuotedKeys(masked) : masked
  }

  #walkEntry(
    key: string,
    keyClass: KeyClass,
    item: JsonValue,
    depth: number,
    isServer: boolean,
  ): JsonValue {
    switch (keyClass) {
      case 'business':
        return this.walk(item, depth, 'business', false)
      case 'container':
        return this.walk(item, depth, 'sealed', false)
      case 'secret': {
        // A count or a flag is no secret; within a list or an object under such a name it may be.
        const isHolder = typeof item === 'string' || (typeof item === 'object' && item !== null)
        return this.walk(item, depth, isHolder ? 'sealed' : 'open', false)
      }
      case 'pass':
      case 'perhaps':
        return this.#maskPerhaps(keyClass, item, depth)
      default:
        return typeof item === 'string' && (keyClass === 'endpoint' || (isServer && key === 'url'))
          ? maskEndpoint(maskForms(this.#own.mask(cleanText(item)), hasSecretQuery))
          : this.walk(item, depth, 'open', key === 'server')
    }
  }

  /** What may be a credential by its name is one where it looks like it: a text, or one of a list. */
  #maskPerhaps(keyClass: KeyClass, item: JsonValue, depth: number): JsonValue {
    if (typeof item === 'string') {
      // Decided by the masked text, which reads the same when it is masked again.
      const text = this.#maskString(cleanText(item), 'open')
      return !text.includes(MASK) && isSecretValue(keyClass, text) ? MASK : text
    }
    if (!Array.isArray(item) || depth >= MAX_DEPTH) return this.walk(item, depth, 'open', false)
    return item.map((each) => this.#maskPerhaps(keyClass, each, depth + 1))
  }

  #walkObject(value: JsonObject, depth: number, mode: Mode, isServer: boolean): JsonObject {
    let isRenamed = false
    let keys = 0
    for (const rawKey in value) {
      keys += 1
      const item = value[rawKey]
      if (item === undefined) continue
      const { name, keyClass } = this.#readKey(rawKey)
      if (name !== rawKey || rawKey === '__proto__') isRenamed = true
      const masked =
        mode === 'open'
          ? this.#walkEntry(name, keyClass, item, depth, isServer)
          : this.walk(item, depth, mode, false)
      if (!Object.is(masked, item)) value[rawKey] = masked
    }
    const masked = isRenamed ? this.#rename(value) : value
    // So that nobody has to list them all again.
    if (keys > WIDE) firstKeys(masked)
    return masked
  }

  #rename(value: JsonObject): JsonObject {
    const renamed: JsonObject = {}
    for (const [rawKey, item] of Object.entries(value)) {
      setKey(renamed, this.#readKey(rawKey).name, item)
    }
    return renamed
  }

  #walkList(value: JsonValue[], depth: number, mode: Mode): JsonValue[] {
    for (let index = 0; index < value.length; index++) {
      const item = value[index] ?? null
      const masked = this.walk(item, depth, mode, false)
      if (!Object.is(masked, item)) value[index] = masked
    }
    return value
  }
}

/** Of our own URL only the token goes; of a foreign webhook (Zapier, Make, Slack) the whole path. */
const maskEndpoint = (url: string): string => {
  if (url.includes('/vapi/webhook/')) return url
  return url.replace(/^(\s*[a-z][a-z0-9+.-]{0,15}:\/\/[^/?#\s]*)[/?#][\s\S]+$/i, `$1/${MASK}`)
}
