import { randomBytes } from 'node:crypto'

/**
 * A password that nobody knows: 256 random bits. It is for accounts whose owners set their own by a link in a
 * mail. It is hashed and then forgotten, so nothing may return or log it.
 */
export const unknownPassword = (): string => randomBytes(32).toString('base64url')
