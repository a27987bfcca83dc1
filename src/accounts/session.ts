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

/** Somebody who is signed in from now on. */
export type SignedIn = {
  /** Headers `Set-Cookie`: first that of the session, then that by which the device is known, unless it is. */
  cookies: string[]
  /** When the session ends, in seconds since 1970. */
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
  /** What the history calls it. */
  action: Extract<AuditAction, 'logged_in' | 'password_reset'>
  /** What is done in the same transaction, before; what it throws undoes all. */
  before?: (transaction: Transaction, sid: string) => Promise<void>
  /** How deep the answer is filled with related documents. */
  depth?: number | undefined
  userID: string
}

/**
 * Signs an account in, whose password or link was checked. The request is the user's from then on.
 * @returns null when the account is not active; nothing is written then
 */
export const openSession = async (
  req: PayloadRequest,
  { action, before, depth = 0, userID }: Opening,
): Promise<null | SignedIn> => {
  const { payload } = req
  const collectionConfig = payload.collections.users.config
  const { tokenExpiration } = collectionConfig.auth
  const sid = randomUUID()
  // As Payload's own strategies read whoever is signed in.
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
