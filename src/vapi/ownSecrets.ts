import { nextLongRun } from './longRun'
import { MASK } from './mask'
import { isTokenShaped, MIN_TOKEN_LENGTH } from './token'

// A shorter one might be a word, and masking it would eat the conversation.
const MIN_SECRET = 8
// The same of its form in Base64, which loses up to three characters.
const MIN_BASE64 = 12

/** The secrets as they are, or as they stand in a URL or in JSON. */
const formsOf = (secrets: readonly string[]): string[] =>
  secrets
    .filter((secret) => secret.length >= MIN_SECRET && !MASK.includes(secret))
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      JSON.stringify(secret).slice(1, -1),
    ])

/**
 * What a secret looks like within something in Base64, wherever it begins in there: the characters that
 * depend on nothing before or behind it, in both alphabets.
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

/**
 * Masks what is one client's own: `token` is its webhook token, `secrets` are those by which its sender
 * proves itself. In: well-formed text.
 */
export class OwnSecrets {
  #encoded: RegExp | undefined
  #base64: readonly string[] | undefined
  readonly #forms: readonly string[]
  readonly #long: readonly string[]
  readonly #shortestBase64: number
  readonly #token: null | string
  /** In shorter text stands none of them. */
  readonly shortest: number

  constructor(token: string, secrets: readonly string[] = []) {
    this.#token = isTokenShaped(token) ? token : null
    this.#forms = formsOf(secrets)
    this.#long = [...(this.#token === null ? [] : [token]), ...secrets].filter(
      ({ length }) => length >= MIN_BASE64,
    )
    this.#shortestBase64 = this.#long.reduce(
      (shortest, { length }) => Math.min(shortest, Math.floor((length * 4) / 3) - 1),
      Number.POSITIVE_INFINITY,
    )
    this.shortest = this.#forms.length > 0 ? MIN_SECRET : MIN_TOKEN_LENGTH
  }

  /** The same text with each of them replaced by `[masked]`. */
  mask(text: string): string {
    if (text.length < this.shortest) return text
    let masked = this.#maskToken(text)
    for (const form of this.#forms)
      if (masked.includes(form)) masked = masked.replaceAll(form, MASK)
    return this.#maskBase64(masked)
  }

  #maskBase64(text: string): string {
    if (text.length < this.#shortestBase64) return text
    if (!nextLongRun(text, 0, this.#shortestBase64)) return text
    this.#base64 ??= this.#long.flatMap(base64Forms)
    let masked = text
    for (const form of this.#base64)
      if (masked.includes(form)) masked = masked.replaceAll(form, MASK)
    return masked
  }

  /** The token as it is, or with any of its characters percent-encoded (also twice) or as `\uXXXX`. */
  #maskToken(text: string): string {
    if (this.#token === null) return text
    const plain = text.includes(this.#token) ? text.replaceAll(this.#token, MASK) : text
    if (!plain.includes('%') && !plain.includes('\\u')) return plain
    this.#encoded ??= encodedForms(this.#token)
    return plain.replace(this.#encoded, MASK)
  }
}
