/**
 * Signing in by a mail with a link and six digits, without a password.
 * @module
 */

import { randomUUID } from 'node:crypto'
import type { Payload, PayloadRequest } from 'payload'
import { actorOf } from '../../audit/actor'
import { type Actor, insertEntries, newHead } from '../../audit/log'
import { describeError } from '../../lib/describeError'
import { ownPath } from '../../lib/ownPath'
import { messageID } from '../../mail/adapter'
import { letterheadOf } from '../../mail/letterhead'
import { signInMail, staffSignInMail } from '../../mail/signInMail'
import { refuseForeign } from '../../origins/requestOrigin'
import { exactLimit } from '../../readLimit/exactLimits'
import { refusal } from '../../refusals/refusals'
import { settings } from '../../settings/settings'
import { afterAnswer } from '../afterAnswer'
import { limitRate } from '../limitRate'
import { linkHash, newLinkToken } from '../linkToken'
import { type Caller, callerOf, plainEmail } from '../who'
import { findAddressee, type MailAddressee } from './addressee'
import { markBrowser } from './browserCookie'
import { digitsHash, newDigits } from './digits'
import { SIGN_IN_MINUTES, storeRequest } from './requests'

/** How many mails one account gets within an hour, from all strangers together, and from each known device. */
const MAX_MAILS = 4
/** How many within a day. */
const MAX_MAILS_A_DAY = 20

const MAILS = { limit: MAX_MAILS, name: 'sign_in_mails', seconds: 3_600 }
const MAILS_A_DAY = { limit: MAX_MAILS_A_DAY, name: 'sign_in_mails_day', seconds: 86_400 }

type Asked = {
  acceptLanguage: null | string
  actor: Actor
  browserHash: string
  email: string
  /** Who is counted: the account, or a device that the account knows. */
  from: string
  next: null | string
  payload: Payload
}

/** Whether another mail may be sent. Counts it. */
const mayMail = async ({ from, payload }: Pick<Asked, 'from' | 'payload'>): Promise<boolean> => {
  const { pool } = payload.db
  if ((await exactLimit(pool, MAILS).add(from)) > MAX_MAILS) return false
  return (await exactLimit(pool, MAILS_A_DAY).add(from)) <= MAX_MAILS_A_DAY
}

type Letter = { asked: Asked; digits: string; token: string; user: MailAddressee }

const send = async ({ asked, digits, token, user }: Letter): Promise<void> => {
  const { acceptLanguage, actor, payload } = asked
  const head = newHead(actor, { action: 'sign_in_requested', collection: 'users' })
  const entry = { ...head, changes: null, document: user.id, label: user.label }
  await insertEntries(payload.db.drizzle, [entry])
  const known = settings()
  const letterhead = await letterheadOf({ acceptLanguage, payload, user })
  const letter = { email: user.email, letterhead }
  const mail = user.isStaff ? staffSignInMail(letter) : signInMail({ ...letter, digits, token })
  await payload.sendEmail({
    ...mail,
    messageId: messageID({ name: `sign-in.${randomUUID()}`, settings: known }),
    to: user.email,
  })
}

/**
 * Stores the request, and mails what it needs. Addresses without an active account get no mail but a request
 * all the same, so that what their browser is told later does not differ. Staff sign in by password only.
 */
const answerAsked = async (asked: Asked): Promise<void> => {
  const { browserHash, email, next, payload } = asked
  const { pool } = payload.db
  const found = await findAddressee(pool, email)
  const user = found && (await mayMail(asked)) ? found : null
  const digits = newDigits()
  const token = newLinkToken()
  const stored = await storeRequest(pool, {
    browserHash,
    digitsHash: digitsHash({ browserHash, digits, secret: payload.secret }),
    email,
    next,
    tokenHash: linkHash(token),
    userID: user && !user.isStaff ? user.id : null,
  })
  // Staff get a mail that signs in nobody.
  if (user && stored && (user.isStaff || stored.userID)) await send({ asked, digits, token, user })
}

const countedAs = ({ account, bucket, isKnown }: Caller): string => (isKnown ? bucket : account)

/**
 * Mails a link and six digits to sign in with, if there is an active account with this e-mail. Everything that
 * depends on that is done after the response. Earlier mails stay valid, because anybody can ask.
 * @param next where to go after signing in; only paths of this desk count
 * @returns the `Set-Cookie` header that marks the browser that asked, in which alone the digits work
 * @throws {Refusal} `EMAIL_MISSING`; `TOO_MANY_REQUESTS` or `BUSY`, whether or not there is such an account
 */
export const askForSignIn = (
  req: PayloadRequest,
  { email, next }: { email: string; next?: string | undefined },
): { cookie: string } => {
  refuseForeign(req)
  if (email.trim() === '') throw refusal('EMAIL_MISSING')
  const { payload } = req
  const caller = callerOf(req, email)
  limitRate(payload.db.pool, 'ask_sign_in', caller)
  const { browserHash, cookie } = markBrowser(req, SIGN_IN_MINUTES * 60)
  const asked = {
    acceptLanguage: req.headers.get('accept-language'),
    actor: actorOf({ payloadAPI: req.payloadAPI, user: null }),
    browserHash,
    email: plainEmail(email),
    from: countedAs(caller),
    next: ownPath(next),
    payload,
  }
  afterAnswer(() =>
    answerAsked(asked).catch((error: unknown) => {
      payload.logger.error(`A mail to sign in was not sent: ${describeError(error)}`)
    }),
  )
  return { cookie }
}
