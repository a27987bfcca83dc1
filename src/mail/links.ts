import type { Settings } from '../settings/settings'
import { unsubscribeToken } from './unsubscribeToken'

/** The base of links in mails: the public address, or this machine for a desk that only previews mails. */
export const publicBase = ({ PORT, SERVER_URL }: Pick<Settings, 'PORT' | 'SERVER_URL'>): string =>
  SERVER_URL ?? `http://localhost:${PORT}`

/** Paths of the pages that mails link to. */
export const PAGES = {
  call: '/calls',
  password: '/password',
  unsubscribe: '/unsubscribe',
} as const

/** Where mail programs post to, so that mails stop at one click (RFC 8058). Below `/api`. */
export const ONE_CLICK = '/v1/unsubscribe'

type Base = { base: string }

/** The page of one call. Its client must sign in to read it. */
export const callURL = ({ base, id }: Base & { id: string }): string => `${base}${PAGES.call}/${id}`

/** The page with all calls of the client that signs in. */
export const callsURL = ({ base }: Base): string => `${base}${PAGES.call}`

/** The page where a client with a token from a mail sets a password. */
export const passwordURL = ({ base, token }: Base & { token: string }): string =>
  `${base}${PAGES.password}/${token}`

type Unsubscribing = Base & { secret: string; userID: string }

/** The page that switches off a user's mails, without signing in. */
export const unsubscribeURL = ({ base, secret, userID }: Unsubscribing): string =>
  `${base}${PAGES.unsubscribe}/${unsubscribeToken({ secret, userID })}`

/** The address to which mail programs post for the same. In a browser it leads to the page. */
export const oneClickURL = ({ base, secret, userID }: Unsubscribing): string =>
  `${base}/api${ONE_CLICK}/${unsubscribeToken({ secret, userID })}`
