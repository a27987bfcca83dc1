import { nanoid } from 'nanoid'

const TOKEN_LENGTH = 40
/** The minimum length of a pasted token. */
export const MIN_TOKEN_LENGTH = 20
const TOKEN_SHAPE = new RegExp(`^[A-Za-z0-9\\-._~]{${MIN_TOKEN_LENGTH},128}$`)

/** A new webhook token: 40 characters of `A-Za-z0-9_-`, 240 bits from the system's random source. */
export const generateToken = (): string => nanoid(TOKEN_LENGTH)

/**
 * True for text that can be a webhook token in a URL: 20 to 128 unreserved characters of RFC 3986.
 * Pasted tokens are accepted too, not only generated ones.
 */
export const isTokenShaped = (value: unknown): value is string =>
  typeof value === 'string' && TOKEN_SHAPE.test(value)
