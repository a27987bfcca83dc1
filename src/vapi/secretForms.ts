import { MASK } from './mask'
import { classifyKey } from './secretKeys'

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
  /%2F|\/webhook|x-amz-|x-goog-|bearer|eyJ|\bsk[-_]|\bSK[0-9a-f]{32}|\bAKIA|\bgh[a-z]_|\bxox/i

/** Whether a text may hold a secret beside those of addresses. Ordinary text is read but in part. */
const mayHoldMore = (text: string): boolean =>
  text.includes(PEM_START) || /basic\s/i.test(text) || (hasLongRun(text) && HAS_FORM.test(text))

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
 * Masks what is a secret by its form, whoever's it is and wherever it stands in a text.
 *
 * In: well-formed text; what of an address's query is a secret. Out: the same text with each secret
 * replaced by `[masked]`; masking twice changes nothing more. Every pattern is linear: bodies of 10 MB
 * come from outside.
 */
export const maskForms = (text: string, isSecretQuery: (query: string) => boolean): string => {
  let masked = text.includes('://') ? maskAddresses(text, isSecretQuery) : text
  // Addresses are often all there is, and are done at once.
  if (!mayHoldMore(masked)) return masked
  // One mask may lay another secret's form bare, so again until nothing changes.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = maskFormsOnce(masked, isSecretQuery)
    if (next === masked) break
    masked = next
  }
  return masked
}

const maskAddresses = (text: string, isSecretQuery: (rest: string) => boolean): string =>
  text.replace(USER_INFO, `://${MASK}@`).replace(URL_REST, (url) => maskQuery(url, isSecretQuery))

const maskFormsOnce = (text: string, isSecretQuery: (rest: string) => boolean): string =>
  maskPem(
    maskAddresses(text.replace(WEBHOOK_PATH, `$1${MASK}`), isSecretQuery)
      .replace(PRESIGNED_VALUE, `$1${MASK}`)
      .replace(BEARER, (all, scheme: string, value: string) =>
        isKeyLike(value) ? scheme + MASK : all,
      )
      .replace(BASIC, (all, scheme: string, value: string) =>
        isBasicCredential(value) ? scheme + MASK : all,
      )
      .replace(KNOWN_FORMS, (key) => (isKeyLike(key) ? MASK : key)),
  )

const maskQuery = (url: string, isSecretQuery: (rest: string) => boolean): string => {
  const start = url.search(/[?#]/)
  if (start < 0) return url
  return isSecretQuery(url.slice(start)) ? url.slice(0, start + 1) + MASK : url
}

/** Whether a query makes its address open without asking who comes. */
export const hasPresignedQuery = (query: string): boolean => PRESIGNED_QUERY.test(query)

/** The same, or it names a secret. */
export const hasSecretQuery = (query: string): boolean => {
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
