import type { PayloadRequest } from 'payload'
import type { SignedIn } from '../../src/accounts/session'

/** A `Set-Cookie` header for each cookie. */
export const cookieHeaders = (cookies: readonly string[]): Headers => {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return headers
}

/** The response to a login, in the shape of Payload's own. */
export const signedInAnswer = (
  { t }: PayloadRequest,
  { cookies, exp, token, user }: SignedIn,
  message: Parameters<PayloadRequest['t']>[0],
): Response =>
  Response.json({ exp, message: t(message), token, user }, { headers: cookieHeaders(cookies) })
