import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isActive, isStaff } from '../access/roles'
import { getFieldsToSign, jwtSign } from '../payload/operations'
import { PAYLOAD_KEY, strategyOf } from '../payload/strategies'
import { sessionCookie } from './sessionCookie'
import { sessionOf } from './sessionOf'
import { CLIENT_RENEWAL_MS, CLIENT_SESSION_DAYS, sessionSeconds } from './sessionSeconds'

/**
 * Whether a client's session was last prolonged more than a day ago. Costs nothing: the signed-in user has its
 * sessions. False for staff, and for keys.
 */
export const isSessionDue = ({ user }: Pick<PayloadRequest, 'user'>, now = Date.now()): boolean => {
  const sid = sessionOf({ user })
  if (sid === undefined || !isActive(user) || isStaff(user)) return false
  const end = user.sessions?.find(({ id }) => id === sid)?.expiresAt
  if (end === undefined) return false
  return Date.parse(end) - now < CLIENT_SESSION_DAYS * 86_400_000 - CLIENT_RENEWAL_MS
}

const keptSchema = z.array(z.object({ isOpen: z.boolean() }))

/**
 * Prolongs the session of a client who visits the portal to 30 days from now, at most once a day.
 * @returns the `Set-Cookie` header of the prolonged session. Null for staff, for keys, if it was prolonged less
 *   than a day ago, or if it has ended.
 */
export const keepSession = async (req: PayloadRequest): Promise<null | string> => {
  const { payload, user } = req
  const sid = sessionOf(req)
  if (sid === undefined || !user || strategyOf(req) === PAYLOAD_KEY || !isSessionDue(req)) {
    return null
  }
  const { rows } = await payload.db.pool.query({
    name: 'keep_session',
    // Only forwards, so that two visits at the same time write once.
    text: `
      with kept as (
        update users_sessions set expires_at = now() + make_interval(days => ${CLIENT_SESSION_DAYS})
        where id = $1 and _parent_id = $2::uuid
          and expires_at < now() + make_interval(days => ${CLIENT_SESSION_DAYS}, secs => $3::int * -1)
      )
      select exists (
        select 1 from users_sessions where id = $1 and _parent_id = $2::uuid
      ) as "isOpen"`,
    values: [sid, user.id, CLIENT_RENEWAL_MS / 1000],
  })
  if (keptSchema.parse(rows)[0]?.isOpen !== true) return null
  const { config } = payload.collections.users
  const { email } = user
  const fieldsToSign = getFieldsToSign({ collectionConfig: config, email, sid, user })
  const seconds = sessionSeconds(payload, user)
  const { token } = await jwtSign({
    fieldsToSign,
    secret: payload.secret,
    tokenExpiration: seconds,
  })
  return sessionCookie(payload, { seconds, token })
}
