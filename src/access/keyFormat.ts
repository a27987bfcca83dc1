import { createHash } from 'node:crypto'
import { customAlphabet } from 'nanoid'

/** The name of the auth strategy for named keys. */
export const NAMED_KEY = 'named-api-key'

const MARK = 'vcd_'
const SHAPE = /^vcd_[0-9A-Za-z]{40}$/
const SHOWN = MARK.length + 6

// No punctuation, so that a double click selects the whole key.
const random = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 40)

/** A new API key: `vcd_` and 40 letters and digits, 238 bits from the system's random source. */
export const generateKey = (): string => `${MARK}${random()}`

/** The part of a key that lists show, to tell keys apart. 202 bits stay unknown. */
export const prefixOf = (key: string): string => key.slice(0, SHOWN)

/**
 * The hash under which a key is looked up, so that a leaked table gives nobody a working key. Nobody
 * guesses 238 random bits, so it needs no secret, and keys outlive a change of `PAYLOAD_SECRET`.
 * @returns 64 hexadecimal digits
 */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/**
 * The key in an `Authorization` header, as `users API-Key <key>` (Payload's own form) or as
 * `Bearer <key>` (RFC 6750); null for any other credential, such as a login or Payload's own keys.
 */
export const keyIn = (authorization: null | string): null | string => {
  const given = /^(?:users API-Key|Bearer) (\S+)$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && SHAPE.test(given) ? given : null
}
