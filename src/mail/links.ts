import type { Settings } from '../settings/settings'
import { unsubscribeToken } from './unsubscribeToken'

/** The base of links in mails: the public address, or this machine for a desk that only previews mails. */
export const publicBase = ({ PORT, SERVER_URL }: Pick<Settings, 'PORT' | 'SERVER_URL'>): string =>
  SERVER_URL ?? `http://localhost:${PORT}`

/** Paths of the pages that mails link to, below `/api`. */
export const PAGES = {
  call: '/v1/calls',
  password: '/v1/password',
  unsubscribe: '/v1/unsubscribe',
} as const

type Base = { base: string }

/** The page of one call. Its client must sign in to read it. */
export const callURL = ({ base, id }: Base & { id: string }): string =>
  `${base}/api${PAGES.call}/${id}`

/** The page with all calls of the client that signs in. */
export const callsURL = ({ base }: Base): string => `${base}/api${PAGES.call}`

/** The page where a client with a token from a mail sets a password. */
export const passwordURL = ({ base, token }: Base & { token: string }): string =>
  `${base}/api${PAGES.password}/${token}`

/** The page that switches off a user's mails, without signing in. */
export const unsubscribeURL = ({
  base,
  secret,
  userID,
}: Base & { secret: string; userID: string }): string =>
  `${base}/api${PAGES.unsubscribe}/${unsubscribeToken({ secret, userID })}`
