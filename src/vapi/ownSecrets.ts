import { MASK } from './mask'
import { isTokenShaped, MIN_TOKEN_LENGTH } from './token'

// A shorter one might be a word, and masking it would eat the conversation.
const MIN_SECRET = 8

/** The secrets as they are, or as they stand in a URL or in JSON. */
const formsOf = (secrets: readonly string[]): string[] =>
  secrets
    .filter((secret) => secret.length >= MIN_SECRET && !MASK.includes(secret))
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      JSON.stringify(secret).slice(1, -1),
    ])

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
  readonly #forms: readonly string[]
  readonly #token: null | string
  /** In shorter text stands none of them. */
  readonly shortest: number

  constructor(token: string, secrets: readonly string[] = []) {
    this.#token = isTokenShaped(token) ? token : null
    this.#forms = formsOf(secrets)
    this.shortest = this.#forms.length > 0 ? MIN_SECRET : MIN_TOKEN_LENGTH
  }

  /** The same text with each of them replaced by `[masked]`. */
  mask(text: string): string {
    if (text.length < this.shortest) return text
    let masked = this.#maskToken(text)
    for (const form of this.#forms)
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
