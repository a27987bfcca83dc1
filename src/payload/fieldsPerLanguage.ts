import { getRequestLanguage, parseCookies, type SanitizedConfig } from 'payload'
import { requestConnection } from '../request/requestAtHand'

/** Where Payload 3.90 keeps the fields of each collection as its admin's own components get them. */
const PLACE = '_payload_clientSchemaMap'

const languageAtHand = (config: SanitizedConfig): string | undefined => {
  const incoming = requestConnection()
  if (!incoming) return undefined
  const headers = new Headers()
  for (const name of ['accept-language', 'cookie']) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return getRequestLanguage({ config, cookies: parseCookies(headers), headers })
}

/** A map with values for each language. Without a request at hand it keeps nothing. */
class PerLanguage extends Map<string, unknown> {
  readonly #language: () => string | undefined

  constructor(language: () => string | undefined) {
    super()
    this.#language = language
  }

  override get(key: string): unknown {
    const language = this.#language()
    return language === undefined ? undefined : super.get(`${language} ${key}`)
  }

  override set(key: string, value: unknown): this {
    const language = this.#language()
    return language === undefined ? this : super.set(`${language} ${key}`, value)
  }
}

/**
 * Payload keeps the fields of a collection with their labels, in the language of whoever opened it first, and gives
 * them to fields with components of their own. This keeps them for each language. Has to run before the first page.
 */
export const keepFieldsPerLanguage = (config: SanitizedConfig): void => {
  Reflect.set(globalThis, PLACE, new PerLanguage(() => languageAtHand(config)))
}
