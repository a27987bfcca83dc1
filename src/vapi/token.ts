import { nanoid } from 'nanoid'

const TOKEN_LENGTH = 40
/** What a pasted token must have at least. */
export const MIN_TOKEN_LENGTH = 20
const TOKEN_SHAPE = new RegExp(`^[A-Za-z0-9\\-._~]{${MIN_TOKEN_LENGTH},128}$`)

/** A new webhook token: 40 characters of `A-Za-z0-9_-`, 240 bits from the system's random source. */
export const generateToken = (): string => nanoid(TOKEN_LENGTH)

/**
 * True for what may stand as a webhook token in a URL: 20 to 128 of RFC 3986's unreserved
 * characters. Pasted tokens pass here too, not only generated ones.
 */
export const isTokenShaped = (value: unknown): value is string =>
  typeof value === 'string' && TOKEN_SHAPE.test(value)
