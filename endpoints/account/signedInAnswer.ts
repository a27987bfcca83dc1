import type { PayloadRequest } from 'payload'
import type { SignedIn } from '../../src/accounts/session'

/** Cookies as headers, each one of its own. */
export const cookieHeaders = (cookies: readonly string[]): Headers => {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return headers
}

/** What somebody who signed in is answered, in the shape of Payload's own. */
export const signedInAnswer = (
  { t }: PayloadRequest,
  { cookies, exp, token, user }: SignedIn,
  message: Parameters<PayloadRequest['t']>[0],
): Response =>
  Response.json({ exp, message: t(message), token, user }, { headers: cookieHeaders(cookies) })
