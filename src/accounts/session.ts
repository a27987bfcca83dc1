import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { isStaff } from '../access/roles'
import type { AuditAction } from '../audit/actions'
import { actorOf } from '../audit/actor'
import type { Changes } from '../audit/changes'
import { newHead } from '../audit/log'
import { getFieldsToSign, jwtSign } from '../payload/operations'
import { generateCookie } from '../payload/shared'
import { signedIn } from '../payload/strategies'
import type { User } from '../payload-types'
import { acceptedLocale } from '../translations/acceptedLocale'
import { sessionCookie } from './sessionCookie'
import { sessionSeconds } from './sessionSeconds'
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

type Issued = { email: string; seconds: number; token: string }

const cookiesFor = (req: PayloadRequest, { email, seconds, token }: Issued) => {
  const { payload } = req
  const { auth } = payload.collections.users.config
  const session = sessionCookie(payload, { seconds, token })
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
  /** What the history says of how the user signed in, if it was not by a password. */
  how?: Changes
  userID: string
}

/** The language of a client's browser, for the first sign-in. Null for staff, whose admin has its own. */
const browserLanguage = ({ headers }: Pick<PayloadRequest, 'headers'>, user: User) =>
  isStaff(user) ? null : (acceptedLocale(headers.get('accept-language'))?.language ?? null)

/**
 * Opens a session for an account, after its password or link was checked. Sets `req.user`.
 * @returns null if the account is not active; nothing is written then
 */
export const openSession = async (
  req: PayloadRequest,
  { action, before, depth = 0, how, userID }: Opening,
): Promise<null | SignedIn> => {
  const { payload } = req
  const collectionConfig = payload.collections.users.config
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
  const seconds = sessionSeconds(payload, user)
  const isOpen = await payload.db.drizzle.transaction(async (transaction) => {
    await before?.(transaction, sid)
    return addSession(transaction, {
      entry: { ...newHead(actor, { action, collection: 'users' }), changes: how ?? null },
      expiresAt: new Date(Date.now() + seconds * 1000),
      language: browserLanguage(req, user),
      sid,
      userID,
    })
  })
  if (!isOpen) return null

  const { email } = user
  const fieldsToSign = getFieldsToSign({ collectionConfig, email, sid, user })
  const { exp, token } = await jwtSign({
    fieldsToSign,
    secret: payload.secret,
    tokenExpiration: seconds,
  })
  req.user = user
  const shown = await payload.findByID({
    collection: 'users',
    depth,
    id: userID,
    overrideAccess: false,
    req,
  })
  return {
    cookies: cookiesFor(req, { email, seconds, token }),
    exp,
    token,
    user: { ...shown, collection: 'users' },
  }
}
