import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import type { AuditAction } from '../audit/actions'
import { actorOf } from '../audit/actor'
import { newHead } from '../audit/log'
import { getFieldsToSign, jwtSign } from '../payload/operations'
import { generateCookie, generatePayloadCookie } from '../payload/shared'
import { signedIn } from '../payload/strategies'
import type { User } from '../payload-types'
import { addSession, type Transaction } from './signIns'
import { callerOf, deviceCookieName, newDevice } from './who'

/** A new session. */
export type SignedIn = {
  /** `Set-Cookie` headers: the session's, and one that identifies the device if it is not known yet. */
  cookies: string[]
  /** When the session ends, in seconds since 1970 (Unix time). */
  exp: number
  token: string
  user: User
}

const DEVICE_SECONDS = 400 * 86_400

const cookiesFor = (req: PayloadRequest, { email, token }: { email: string; token: string }) => {
  const { payload } = req
  const { auth } = payload.collections.users.config
  const { cookiePrefix } = payload.config
  const session = generatePayloadCookie({ collectionAuthConfig: auth, cookiePrefix, token })
  const caller = callerOf(req, email)
  if (caller.isKnown) return [session]
  const device = generateCookie<false>({
    domain: auth.cookies.domain ?? undefined,
    httpOnly: true,
    maxAge: DEVICE_SECONDS,
    name: deviceCookieName(req),
    path: '/',
    returnCookieAsObject: false,
    sameSite: 'Lax',
    secure: auth.cookies.secure ?? false,
    value: newDevice({ account: caller.account, secret: payload.secret }),
  })
  return [session, device]
}

type Opening = {
  /** The action in the history. */
  action: Extract<AuditAction, 'logged_in' | 'password_reset'>
  /** Runs first in the same transaction. If it throws, everything is rolled back. */
  before?: (transaction: Transaction, sid: string) => Promise<void>
  /** How deep related documents are populated in the returned user. */
  depth?: number | undefined
  userID: string
}

/**
 * Opens a session for an account, after its password or link was checked. Sets `req.user`.
 * @returns null if the account is not active; nothing is written then
 */
export const openSession = async (
  req: PayloadRequest,
  { action, before, depth = 0, userID }: Opening,
): Promise<null | SignedIn> => {
  const { payload } = req
  const collectionConfig = payload.collections.users.config
  const { tokenExpiration } = collectionConfig.auth
  const sid = randomUUID()
  // As Payload's own strategies read the signed-in user.
  const found = await payload.findByID({
    collection: 'users',
    depth: 1,
    id: userID,
    overrideAccess: true,
    req,
  })
  const user = signedIn(found, { sid, strategy: 'local-jwt' })
  const actor = actorOf({ payloadAPI: req.payloadAPI, user })
  const isOpen = await payload.db.drizzle.transaction(async (transaction) => {
    await before?.(transaction, sid)
    return addSession(transaction, {
      entry: newHead(actor, { action, collection: 'users' }),
      expiresAt: new Date(Date.now() + tokenExpiration * 1000),
      sid,
      userID,
    })
  })
  if (!isOpen) return null

  const { email } = user
  const fieldsToSign = getFieldsToSign({ collectionConfig, email, sid, user })
  const { exp, token } = await jwtSign({ fieldsToSign, secret: payload.secret, tokenExpiration })
  req.user = user
  const shown = await payload.findByID({
    collection: 'users',
    depth,
    id: userID,
    overrideAccess: false,
    req,
  })
  return {
    cookies: cookiesFor(req, { email, token }),
    exp,
    token,
    user: { ...shown, collection: 'users' },
  }
}
