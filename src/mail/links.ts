import type { Settings } from '../settings/settings'
import { unsubscribeToken } from './unsubscribeToken'

/** Where mails lead to: the public address, or this machine for a desk that only previews mails. */
export const publicBase = ({ PORT, SERVER_URL }: Pick<Settings, 'PORT' | 'SERVER_URL'>): string =>
  SERVER_URL ?? `http://localhost:${PORT}`

/** The pages behind links in mails, below the API's root. */
export const PAGES = {
  call: '/v1/calls',
  password: '/v1/password',
  unsubscribe: '/v1/unsubscribe',
} as const

type Base = { base: string }

/** One call, for its client to read after signing in. */
export const callURL = ({ base, id }: Base & { id: string }): string =>
  `${base}/api${PAGES.call}/${id}`

/** All calls of whoever signs in. */
export const callsURL = ({ base }: Base): string => `${base}/api${PAGES.call}`

/** Where somebody who got a token by mail sets a password. */
export const passwordURL = ({ base, token }: Base & { token: string }): string =>
  `${base}/api${PAGES.password}/${token}`

/** Where a person's mails are switched off, without signing in. */
export const unsubscribeURL = ({
  base,
  secret,
  userID,
}: Base & { secret: string; userID: string }): string =>
  `${base}/api${PAGES.unsubscribe}/${unsubscribeToken({ secret, userID })}`
