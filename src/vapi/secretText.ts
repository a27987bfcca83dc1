import { classifyKey } from './secretKeys'
import { isTokenShaped } from './token'

/** What stands where a secret stood. No token can contain it: brackets are not URL-safe. */
export const MASK = '[masked]'

/**
 * Masks secrets that show by their form, wherever they stand in a text.
 *
 * In: well-formed text. Out: the same text with each secret replaced by `[masked]`; masking twice
 * changes nothing more. Every pattern is linear: bodies of 10 MB come from outside.
 */
export type TextMasker = {
  /** For free text such as a transcript or a prompt. */
  mask: (text: string) => string
  /** For the client's own data: `?token=` in a booking link is theirs to keep. */
  maskBusiness: (text: string) => string
  /** For JSON inside a string that `mask` has seen: the values of quoted keys that name a secret. */
  maskQuotedKeys: (text: string) => string
  /** For a body that cannot be parsed: also of keys without quotes, as in a form or a header. */
  maskLooseText: (text: string) => string
}

// What `/vapi/webhook/` alone has; every form but three has as many characters without a space.
const MIN_RUN = 14
const SPACE = 32

/**
 * Whether a text has so many characters in a row that are not white space. Looks at one
 * of so many and backwards from there, so that it reads a fraction of ordinary prose.
 */
const hasLongRun = (text: string): boolean => {
  let end = MIN_RUN - 1
  while (end < text.length) {
    let at = end
    while (at > end - MIN_RUN && text.charCodeAt(at) > SPACE) at -= 1
    if (at === end - MIN_RUN) return true
    end = at + MIN_RUN
  }
  return false
}

const HAS_FORM =
  /:\/\/|%2F|\/webhook|x-amz-|x-goog-|bearer|basic |eyJ|\bsk[-_]|\bSK[0-9a-f]{32}|\bAKIA|\bgh[a-z]_|\bxox|PRIVATE KEY/i

/** Lets ordinary text pass untouched, which is nearly all of a body. */
const isSuspicious = (text: string): boolean =>
  text.includes('://') ||
  text.includes(PEM_START) ||
  /basic /i.test(text) ||
  (hasLongRun(text) && HAS_FORM.test(text))

const WEBHOOK_PATH = /((?:\\?\/|%2F)vapi(?:\\?\/|%2F)webhook(?:\\?\/|%2F))[^\s/?#"'`<>\\(){},]+/gi
const USER_INFO = /:\/\/[^\s"'`<>\\/?#]*@/g
const URL_REST = /:\/\/[^\s"'`<>\\]+/g
const PRESIGNED_VALUE =
  /(x-(?:amz|goog)-(?:signature|credential|security-token)(?:=|%3D))[^\s&"'`<>\\%]+/gi
const PRESIGNED_QUERY = /[?&;#](?:x-amz-[a-z-]+|x-goog-[a-z-]+|signature|sig|awsaccesskeyid)=/i
const QUERY_NAME = /[?&;#]([\w.~-]{1,60})=/g
// Plain `+` loops, lengths checked afterwards: V8 keeps a stack for counted ones such as `{16,}`
// and throws when a run of megabytes fills it.
const BEARER = /\b(bearer\s{1,4})([A-Za-z0-9\-._~+/]+={0,2})/gi
const BASIC = /\b(basic\s{1,4})([A-Za-z0-9+/]+={0,2})/gi
const KNOWN_FORMS = new RegExp(
  [
    // JSON Web Tokens. The look-behind keeps one start per run of characters.
    '(?<![\\w-])eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+',
    '(?<![\\w-])sk-[\\w-]+',
    '(?<![\\w-])sk_(?:live|test)_\\w+',
    '(?<![\\w-])gh[opsur]_\\w+',
    '(?<![\\w-])xox[abeprs]-[\\w-]+',
    '\\bAKIA[0-9A-Z]{16}\\b',
    '\\bSK[0-9a-f]{32}\\b',
  ].join('|'),
  'g',
)
const MAX_ROUNDS = 5
const PEM_START = '-----BEGIN '

/**
 * Builds the masker for one client; `token` is the client's own webhook token, `secrets` are those by
 * which its sender proves itself.
 */
export const createTextMasker = (token: string, secrets: readonly string[] = []): TextMasker => {
  const maskToken = createTokenMasker(token)
  const maskOwnSecrets = createSecretMasker(secrets)
  const maskOwnToken = (text: string) => maskOwnSecrets(maskToken(text))

  const maskFormsOnce = (text: string, isSecretQuery: (rest: string) => boolean): string =>
    maskPem(
      text
        .replace(WEBHOOK_PATH, `$1${MASK}`)
        .replace(USER_INFO, `://${MASK}@`)
        .replace(URL_REST, (url) => maskQuery(url, isSecretQuery))
        .replace(PRESIGNED_VALUE, `$1${MASK}`)
        .replace(BEARER, (all, scheme: string, value: string) =>
          isKeyLike(value) ? scheme + MASK : all,
        )
        .replace(BASIC, (all, scheme: string, value: string) =>
          isBasicCredential(value) ? scheme + MASK : all,
        )
        .replace(KNOWN_FORMS, (key) => (isKeyLike(key) ? MASK : key)),
    )

  // One mask may lay another secret's form bare, so again until nothing changes.
  const maskForms = (text: string, isSecretQuery: (rest: string) => boolean): string => {
    let masked = text
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = maskFormsOnce(masked, isSecretQuery)
      if (next === masked) break
      masked = next
    }
    return masked
  }

  const mask = (text: string): string => {
    const own = maskOwnToken(text)
    return isSuspicious(own) ? maskForms(own, hasSecretQuery) : own
  }
  const maskBusiness = (text: string): string => {
    const own = maskOwnToken(text)
    return isSuspicious(own) ? maskForms(own, hasPresignedQuery) : own
  }
  return {
    mask,
    maskBusiness,
    maskQuotedKeys: (text) => maskNamedValues(text, QUOTED_KEY),
    maskLooseText: (text) => maskNamedValues(mask(text), ANY_KEY),
  }
}

// A shorter one might be a word, and masking it would eat the conversation.
const MIN_SECRET = 8

/** The secrets as they are, or as they stand in a URL or in JSON. */
const createSecretMasker = (secrets: readonly string[]): ((text: string) => string) => {
  const forms = new Set(
    secrets
      .filter((secret) => secret.length >= MIN_SECRET && !MASK.includes(secret))
      .flatMap((secret) => [
        secret,
        encodeURIComponent(secret.toWellFormed()),
        JSON.stringify(secret).slice(1, -1),
      ]),
  )
  return (text) => {
    let masked = text
    for (const form of forms) if (masked.includes(form)) masked = masked.replaceAll(form, MASK)
    return masked
  }
}

/** The token as it is, or with any of its characters percent-encoded (also twice) or as `\uXXXX`. */
const createTokenMasker = (token: string): ((text: string) => string) => {
  if (!isTokenShaped(token)) return (text) => text
  let encoded: RegExp | undefined
  return (text) => {
    const plain = text.includes(token) ? text.replaceAll(token, MASK) : text
    if (!plain.includes('%') && !plain.includes('\\u')) return plain
    encoded ??= encodedForms(token)
    return plain.replace(encoded, MASK)
  }
}

const encodedForms = (token: string): RegExp =>
  new RegExp(
    Array.from(token, (char) => {
      const hex = char.charCodeAt(0).toString(16)
      const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
      return `(?:${char.replace(/[.~-]/g, '\\$&')}|%(?:25){0,3}${anyCase}|\\\\u00${anyCase})`
    }).join(''),
    'g',
  )

const maskQuery = (url: string, isSecretQuery: (rest: string) => boolean): string => {
  const start = url.search(/[?#]/)
  if (start < 0) return url
  return isSecretQuery(url.slice(start)) ? url.slice(0, start + 1) + MASK : url
}

const hasPresignedQuery = (query: string): boolean => PRESIGNED_QUERY.test(query)

const hasSecretQuery = (query: string): boolean => {
  if (hasPresignedQuery(query)) return true
  for (const [, name = ''] of query.matchAll(QUERY_NAME)) {
    if (name.toLowerCase() === 'key' || classifyKey(name) === 'secret') return true
  }
  return false
}

/** Long and with a digit: "bearer of good news" and "sk-learn" are words. */
const isKeyLike = (value: string): boolean => value.length >= 16 && /\d/.test(value)

/** "Basic haircut" is a service; `Basic dXNlcjpwYXNz` decodes to `user:pass`. */
const isBasicCredential = (value: string): boolean => {
  if (value.length < 6) return false
  const decoded = Buffer.from(value.slice(0, 400), 'base64').toString('latin1')
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(decoded)
}

const maskPem = (text: string): string => {
  let from = text.indexOf(PEM_START)
  if (from < 0) return text
  let done = ''
  let copied = 0
  while (from >= 0) {
    const bodyStart = text.indexOf('-----', from + PEM_START.length)
    if (bodyStart < 0) break
    const isPrivate = text.slice(from, Math.min(bodyStart, from + 60)).includes('PRIVATE KEY')
    const end = text.indexOf('-----END', bodyStart + 5)
    const stop = end < 0 ? text.length : end
    if (isPrivate) {
      done += text.slice(copied, bodyStart + 5) + MASK
      copied = stop
    }
    from = text.indexOf(PEM_START, stop)
  }
  return done + text.slice(copied)
}

// A key and what stands between it and its value, its quotes perhaps escaped. The look-behind keeps
// one start per run of name characters, so that a long word is read once.
const QUOTED_KEY = /(?<![\w .-])([A-Za-z][\w .-]{1,60})\\{0,3}["']\s{0,8}:\s{0,8}/g
const ANY_KEY = /(?<![\w.-])([A-Za-z][\w.-]{1,60})\\{0,3}["']?\s{0,8}[:=]\s{0,8}/g

const maskNamedValues = (text: string, keys: RegExp): string => {
  let done = ''
  let copied = 0
  keys.lastIndex = 0
  for (let match = keys.exec(text); match; match = keys.exec(text)) {
    const keyClass = classifyKey(match[1] ?? '')
    if (keyClass !== 'secret' && keyClass !== 'container') continue
    const start = keys.lastIndex
    const value = readValue(text, start, keyClass === 'container')
    if (value.to <= value.from || text.startsWith(MASK, value.from)) continue
    done += text.slice(copied, value.from) + MASK
    copied = value.to
    keys.lastIndex = value.to
  }
  return copied === 0 ? text : done + text.slice(copied)
}

/** Where the value at `start` begins and ends; an empty span when there is nothing to mask. */
const readValue = (text: string, start: number, isContainer: boolean) => {
  const open = /^(\\{0,3})(["'])/.exec(text.slice(start, start + 4))
  if (open) {
    const quote = open[2] ?? '"'
    const from = start + open[0].length
    return { from, to: quotedEnd(text, from, quote, open[1] !== '') }
  }
  const first = text[start]
  if (first === '{' || first === '[') {
    if (!isContainer || text.startsWith(MASK, start)) return { from: start, to: start }
    return { from: start, to: bracketEnd(text, start) }
  }
  const end = /[\r\n,;&}\]]/g
  end.lastIndex = start
  const to = end.exec(text)?.index ?? text.length
  const isWord = /^(?:null|true|false|-?[\d.]+)$/.test(text.slice(start, Math.min(to, start + 30)))
  return { from: start, to: isWord ? start : to }
}

const quotedEnd = (text: string, from: number, quote: string, isEscaped: boolean): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === quote) return at
    if (text[at] !== '\\') continue
    if (isEscaped && text[at + 1] === quote) return at
    at++
  }
  return text.length
}

const bracketEnd = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    if (depth === 0) return at + 1
  }
  return text.length
}
