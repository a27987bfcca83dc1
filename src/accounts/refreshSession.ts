import type { PayloadRequest } from 'payload'
import { refreshOperation } from '../payload/operations'
import { sessionCookie } from './sessionCookie'
import { sessionSeconds } from './sessionSeconds'

type Refreshed = Awaited<ReturnType<typeof refreshOperation>>

/**
 * Payload's refresh of a session, which then lasts as long as a new one of this user.
 * @returns Payload's result, and the `Set-Cookie` header
 * @throws Forbidden if nobody is signed in
 */
export const refreshSession = async (
  req: PayloadRequest,
): Promise<{ cookie: string; result: Refreshed }> => {
  const { payload, user } = req
  const { users } = payload.collections
  const { auth } = users.config
  const seconds = user ? sessionSeconds(payload, user) : auth.tokenExpiration
  const config = { ...users.config, auth: { ...auth, tokenExpiration: seconds } }
  const result = await refreshOperation({ collection: { ...users, config }, req })
  return { cookie: sessionCookie(payload, { seconds, token: result.refreshedToken }), result }
}
