import { maskHooks } from './hookAddresses'
import { maskKnownKeys } from './knownKeys'
import { nextLongRun } from './longRun'
import { MASK } from './mask'
import { classifyKey, isSecretValue } from './secretKeys'

// The length of `/vapi/webhook/`. All but three forms have at least as many characters without a space.
const MIN_RUN = 14

/** The length of "basic" with an encoded user and password. */
const MIN_FORM = 12

// Each form contains one of these. IDs and times, which are most of the long runs, do not.
const MAY_HAVE_FORM = /[/%=\s]/
const HAS_FORM =
  /%2F|\/webhook|x-amz-|x-goog-|bearer|api-key|token\s{1,4}[0-9a-f]{40}|hook|pipedream|\/bot\d/i
const SPACED_FORM = /basic\s/i
const SIP = /sips?:/i

const WEBHOOK_PATH = /((?:\\?\/|%2F)vapi(?:\\?\/|%2F)webhook(?:\\?\/|%2F))[^\s/?#"'`<>\\(){},]+/gi
const USER_INFO = /:\/\/[^\s"'`<>\\/?#]*@/g
// A password in a database URL may contain any sign, even a slash.
const DATABASE_USER =
  /\b((?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|clickhouse|ldaps?|s?ftps?|smtps?|imaps?):\/\/)[^\s"'`<>\\]*@/gi
// In a SIP address only the password is masked: the rest is the caller.
const SIP_PASSWORD = /\b(sips?:[^\s:@;"'<>]{1,100}:)[^\s@"'<>]{1,200}(?=@)/gi
const URL_REST = /:\/\/[^\s"'`<>\\]+/g
const PRESIGNED_VALUE =
  /(x-(?:amz|goog)-(?:signature|credential|security-token)(?:=|%3D))[^\s&"'`<>\\%]+/gi
const PRESIGNED_QUERY = /[?&;#](?:x-amz-[a-z-]+|x-goog-[a-z-]+|signature|sig|awsaccesskeyid)=/i
const QUERY_PART = /[?&;#]([\w.~-]{1,60})=([^&;#]*)/g
// Plain `+` loops, with lengths checked afterwards: V8 keeps a stack for counted loops such as `{16,}`,
// and throws when a run of megabytes fills it.
const BEARER = /\b((?:bearer|api-key)\s{1,4})([A-Za-z0-9\-._~+/]+={0,2})/gi
/** Deepgram's form. */
const TOKEN = /\b(token\s{1,4})[0-9a-f]{40}(?!\w)/gi
const BASIC = /\b(basic\s{1,4})([A-Za-z0-9+/]+={0,2})/gi
const MAX_ROUNDS = 5
const PEM_START = '-----BEGIN'
// In a URL, spaces are encoded.
const PRIVATE_KEY = /PRIVATE(?: |%20|\+)KEY/

/**
 * Masks all secrets that can be recognised by their form, wherever they are in a text. Masking twice
 * changes nothing more. Every pattern takes linear time, since bodies of 10 MB come from outside.
 * @param text well-formed text
 * @param isSecretQuery decides whether the query of a URL is a secret
 * @returns the text with each secret replaced by `[masked]`
 */
export const maskForms = (text: string, isSecretQuery: (query: string) => boolean): string => {
  // A shorter text can only contain a URL or an address.
  if (text.length < MIN_FORM && !text.includes('://') && !text.includes('@')) return text
  // Private keys first: the mask of a URL directly before one would remove its first line.
  const keyless = text.includes(PEM_START) ? maskPem(text) : text
  let masked = keyless.includes('://') ? maskAddresses(keyless, isSecretQuery) : keyless
  const run = nextLongRun(masked, 0, MIN_RUN)
  if (run) masked = maskKnownKeys(masked, run.start)
  // Most texts contain only URLs and keys, which are masked by now.
  const holdsMore =
    (run !== undefined && MAY_HAVE_FORM.test(masked) && HAS_FORM.test(masked)) ||
    SPACED_FORM.test(masked) ||
    (masked.includes('@') && SIP.test(masked))
  if (!holdsMore) return masked
  // Masking one secret may reveal the form of another, so this is repeated until nothing changes.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = maskFormsOnce(masked, isSecretQuery)
    if (next === masked) break
    masked = next
  }
  return masked
}

const maskAddresses = (text: string, isSecretQuery: (rest: string) => boolean): string =>
  (text.includes('@')
    ? text.replace(DATABASE_USER, `$1${MASK}@`).replace(USER_INFO, `://${MASK}@`)
    : text
  ).replace(URL_REST, (url) => maskQuery(url, isSecretQuery))

const maskFormsOnce = (text: string, isSecretQuery: (rest: string) => boolean): string =>
  maskKnownKeys(
    maskHooks(maskAddresses(text.replace(WEBHOOK_PATH, `$1${MASK}`), isSecretQuery))
      .replace(SIP_PASSWORD, `$1${MASK}`)
      .replace(PRESIGNED_VALUE, `$1${MASK}`)
      .replace(BEARER, (all, scheme: string, value: string) =>
        isKeyLike(value) ? scheme + MASK : all,
      )
      .replace(TOKEN, `$1${MASK}`)
      .replace(BASIC, (all, scheme: string, value: string) =>
        isBasicCredential(value) ? scheme + MASK : all,
      ),
  )

const maskQuery = (url: string, isSecretQuery: (rest: string) => boolean): string => {
  const start = url.search(/[?#]/)
  if (start < 0) return url
  return isSecretQuery(url.slice(start)) ? url.slice(0, start + 1) + MASK : url
}

/** True if a query makes a URL work without authentication (a presigned URL). */
export const hasPresignedQuery = (query: string): boolean => PRESIGNED_QUERY.test(query)

/** True for the query of a presigned URL, or one with a parameter that names a secret. */
export const hasSecretQuery = (query: string): boolean => {
  if (hasPresignedQuery(query)) return true
  for (const [, name = '', value = ''] of query.matchAll(QUERY_PART)) {
    if (name.toLowerCase() === 'key' || isSecretValue(classifyKey(name), value)) return true
  }
  return false
}

/** True for a long text with a digit: "bearer of good news" and "sk-learn" are words. */
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
    const isPrivate = PRIVATE_KEY.test(text.slice(from, Math.min(bodyStart, from + 80)))
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
