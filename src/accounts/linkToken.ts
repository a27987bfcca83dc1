import { createHash, randomBytes } from 'node:crypto'

/** What stands of a token in the database: who reads that has no link. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A token that nobody guesses, of letters and digits. */
export const newLinkToken = (): string => randomBytes(32).toString('hex')
