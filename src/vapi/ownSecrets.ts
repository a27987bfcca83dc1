import { nextLongRun } from './longRun'
import { MASK } from './mask'
import { isTokenShaped, MIN_TOKEN_LENGTH } from './token'

// A shorter secret could be an ordinary word, and masking it would damage the conversation.
const MIN_SECRET = 8
// The same for Base64, where up to three characters are lost.
const MIN_BASE64 = 12

/** The secrets in plain form, URL-encoded and JSON-escaped. */
const formsOf = (secrets: readonly string[]): string[] =>
  secrets
    .filter((secret) => secret.length >= MIN_SECRET && !MASK.includes(secret))
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      JSON.stringify(secret).slice(1, -1),
    ])

/**
 * The forms of a secret inside Base64 data, for each of the three offsets: only the characters that do
 * not depend on what comes before or after it, in both alphabets.
 */
const base64Forms = (secret: string): string[] => {
  const forms: string[] = []
  const padded = Buffer.from(`\0\0${secret}`)
  for (const offset of [0, 1, 2]) {
    const whole = Math.floor(((padded.length - 2 + offset) * 8) / 6)
    const form = padded.toString('base64', 2 - offset).slice(Math.ceil((offset * 8) / 6), whole)
    forms.push(form)
    if (/[+/]/.test(form)) forms.push(form.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return forms
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

const isBase64Char = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w+/-]/.test(String.fromCharCode(code)) ? 1 : 0,
)

const isCapital = (code: number): boolean => code >= 65 && code <= 90

/**
 * True if all Base64 forms of a secret contain a capital letter. At any offset, every third byte gives its
 * upper six bits to a separate character, which is a capital for codes up to 103, a "g".
 */
const hasCapitalForms = (secret: string): boolean => {
  const seen = [false, false, false]
  for (let index = 0; index < secret.length; index += 1) {
    const code = secret.charCodeAt(index)
    // Characters beyond ASCII have several bytes, so this cannot be decided.
    if (code > 127) return false
    if (code <= 103) seen[index % 3] = true
  }
  return seen.every(Boolean)
}

const holdsRun = (text: string, min: number): boolean => nextLongRun(text, 0, min) !== undefined

/** True if a text contains a run of at least `min` Base64 characters with a capital letter. */
const holdsCapitalRun = (text: string, min: number): boolean => {
  for (let run = nextLongRun(text, 0, min); run; run = nextLongRun(text, run.end, min)) {
    let count = 0
    let hasCapital = false
    for (let at = run.start; at < run.end; at += 1) {
      const code = text.charCodeAt(at)
      if (code < 128 && isBase64Char[code] === 1) {
        count += 1
        hasCapital ||= isCapital(code)
        if (hasCapital && count >= min) return true
      } else {
        count = 0
        hasCapital = false
      }
    }
  }
  return false
}

/**
 * Masks the secrets of one client in well-formed text: its webhook token, and the secrets by which its
 * sender is verified.
 */
export class OwnSecrets {
  #encoded: RegExp | undefined
  #base64: readonly string[] | undefined
  #hasCapitals: boolean | undefined
  readonly #forms: readonly string[]
  readonly #long: readonly string[]
  readonly #shortestBase64: number
  readonly #token: null | string
  /** Shorter text contains none of them. */
  readonly shortest: number

  constructor(token: string, secrets: readonly string[] = []) {
    this.#token = isTokenShaped(token) ? token : null
    this.#forms = formsOf(secrets)
    this.#long = [...(this.#token === null ? [] : [token]), ...secrets].filter(
      (secret) => secret.length >= MIN_BASE64 || Buffer.byteLength(secret) >= MIN_BASE64,
    )
    this.#shortestBase64 = this.#long.reduce(
      (shortest, { length }) => Math.min(shortest, Math.floor((length * 4) / 3) - 1),
      Number.POSITIVE_INFINITY,
    )
    this.shortest = this.#forms.length > 0 ? MIN_SECRET : MIN_TOKEN_LENGTH
  }

  /** The text with each of them replaced by `[masked]`. */
  mask(text: string): string {
    if (text.length < this.shortest) return text
    let masked = this.#maskToken(text)
    for (const form of this.#forms)
      if (masked.includes(form)) masked = masked.replaceAll(form, MASK)
    return this.#maskBase64(masked)
  }

  #maskBase64(text: string): string {
    if (text.length < this.#shortestBase64) return text
    this.#hasCapitals ??= this.#long.every(hasCapitalForms)
    // Most long runs are URLs in lower case, for which the forms need not be computed.
    const mayHold = this.#hasCapitals ? holdsCapitalRun : holdsRun
    if (!mayHold(text, this.#shortestBase64)) return text
    this.#base64 ??= this.#long.flatMap(base64Forms)
    let masked = text
    for (const form of this.#base64)
      if (masked.includes(form)) masked = masked.replaceAll(form, MASK)
    return masked
  }

  /**
   * Masks the token in plain form, and with characters percent-encoded (even repeatedly) or as
   * `\uXXXX`.
   */
  #maskToken(text: string): string {
    if (this.#token === null) return text
    const plain = text.includes(this.#token) ? text.replaceAll(this.#token, MASK) : text
    if (!plain.includes('%') && !plain.includes('\\u')) return plain
    this.#encoded ??= encodedForms(this.#token)
    return plain.replace(this.#encoded, MASK)
  }
}
