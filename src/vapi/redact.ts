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
 * Makes a parsed body safe to store, in one walk that sanitises and masks. Masking twice changes
 * nothing more, and the fields that reports are read from are kept.
 * @param value any result of `JSON.parse`. It is changed in place, since copying a body takes longer
 *   than the walk.
 * @param token the client's webhook token
 * @param secrets the client's other secrets
 * @returns JSON that PostgreSQL can store (no NUL, no lone surrogates, no Infinity, at most 64 levels),
 *   without live credentials (FACTS §0.7)
 * @example
 * maskSecrets({ apiKey: 'abc', note: 'Call Ada' }, token) // { apiKey: '[masked]', note: 'Call Ada' }
 */
export const maskSecrets = (
  value: JsonValue,
  token: string,
  secrets: readonly string[] = [],
): JsonValue => new SecretWalk(new OwnSecrets(token, secrets)).walk(value, 0, 'open', false)

/** Masks secrets in text that is not JSON: by their form, and the values of keys that name a secret. */
export const maskText = (text: string, token: string, secrets: readonly string[] = []): string =>
  maskAnyKeys(maskForms(new OwnSecrets(token, secrets).mask(cleanText(text)), hasSecretQuery))

/** Text that PostgreSQL can store: without NUL, and with lone surrogates replaced by U+FFFD. */
export const cleanText = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()

/** How values are masked. `open`: by name and form; `business`: only by form; `sealed`: every value. */
type Mode = 'open' | 'business' | 'sealed'

type Key = { keyClass: KeyClass; name: string }

// The same keys occur thousands of times in one body. Above this number, distinct keys are somebody's data.
const MAX_KNOWN_KEYS = 2000

// JSON in a string, such as a tool's arguments; not "{{name}}, hello" or "[laughs]".
const JSON_START = /^\s*(?:\{\s*"|\[\s*["{[])/

const readKey = (key: string): Key => {
  const name = maskForms(key, hasSecretQuery)
  return { keyClass: classifyKey(name), name }
}

/** Cached across bodies, for keys that are too short to contain the client's own secrets. */
const readPlainKey = remember((key) => readKey(cleanText(key)))

/** The walk over one body. A class, since closures would have to be created for each body. */
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
        // JSON cannot represent Infinity (from 1e999) or -0.
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
    // In the client's own data, a booking link with `?token=` must keep working.
    if (mode === 'business') return maskForms(own, hasPresignedQuery)
    // Decided by the masked text, so that masking again gives the same result.
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
        // A number or a flag under such a name is not a secret; inside a list or an object it may be.
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

  /**
   * Masks a value whose name may mean a credential, if its text looks like one; also each text in a
   * list.
   */
  #maskPerhaps(keyClass: KeyClass, item: JsonValue, depth: number): JsonValue {
    if (typeof item === 'string') {
      // Decided by the masked text, so that masking again gives the same result.
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
    // Caches the first keys, so that a wide object is not enumerated again.
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

/**
 * Masks the path of other services' webhook URLs (Zapier, Make, Slack). In the desk's own, only the
 * token is masked.
 */
const maskEndpoint = (url: string): string => {
  if (url.includes('/vapi/webhook/')) return url
  return url.replace(/^(\s*[a-z][a-z0-9+.-]{0,15}:\/\/[^/?#\s]*)[/?#][\s\S]+$/i, `$1/${MASK}`)
}
