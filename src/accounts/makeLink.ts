import type { InTransaction } from '../database/connection/requestDb'
import { HOUR_MS, WEEK_MS } from '../lib/time/units'
import { linkHash, newLinkToken } from './linkToken'
import { type LinkKind, storeLink } from './passwordLinks'

/** How long links work, in milliseconds. */
export const LINK_LIFETIMES = { reset: HOUR_MS, welcome: WEEK_MS } as const

/**
 * Creates a link to set an account's password.
 * @returns its token, which must only be put into the mail
 */
export const makeLink = async (
  req: InTransaction,
  { kind, userID }: { kind: LinkKind; userID: string },
): Promise<string> => {
  const token = newLinkToken()
  const lifetimeMs = LINK_LIFETIMES[kind]
  await storeLink(req, { hash: linkHash(token), kind, lifetimeMs, userID })
  return token
}
