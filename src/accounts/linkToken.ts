import { createHash, randomBytes } from 'node:crypto'

/** The hash of a token, as stored. The database does not hold working links. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A random token: 64 hexadecimal digits. */
export const newLinkToken = (): string => randomBytes(32).toString('hex')
