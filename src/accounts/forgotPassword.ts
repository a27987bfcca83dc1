import { randomUUID } from 'node:crypto'
import type { Payload, PayloadRequest } from 'payload'
import { actorOf } from '../audit/actor'
import { type Actor, insertEntries, newHead } from '../audit/log'
import { describeError } from '../lib/describeError'
import { resetMail } from '../mail/accountMails'
import { messageID } from '../mail/adapter'
import { letterheadOf } from '../mail/letterhead'
import { refuseForeign } from '../origins/requestOrigin'
import { exactLimit } from '../readLimit/exactLimits'
import { refusal } from '../refusals/refusals'
import { settings } from '../settings/settings'
import { afterAnswer } from './afterAnswer'
import { limitRate } from './limitRate'
import { findAddressee } from './mailSignIn/addressee'
import { makeLink } from './makeLink'
import { callerOf, plainEmail } from './who'

/** How many password mails one account gets within an hour, whoever requests them. */
const MAX_MAILS = 3

const MAILS = { limit: MAX_MAILS, name: 'password_mails', seconds: 3_600 }

type LinkRequest = {
  acceptLanguage: null | string
  actor: Actor
  email: string
  payload: Payload
}

const sendLink = async ({ acceptLanguage, actor, email, payload }: LinkRequest): Promise<void> => {
  const { pool } = payload.db
  const user = await findAddressee(pool, email)
  if (!user || (await exactLimit(pool, MAILS).add(user.id)) > MAX_MAILS) return
  const token = await makeLink({ payload }, { kind: 'reset', userID: user.id })
  const head = newHead(actor, { action: 'password_reset_requested', collection: 'users' })
  const entry = { ...head, changes: null, document: user.id, label: user.label }
  await insertEntries(payload.db.drizzle, [entry])
  const known = settings()
  const letterhead = await letterheadOf({ acceptLanguage, payload, user })
  await payload.sendEmail({
    ...resetMail({ letterhead, token, user }),
    messageId: messageID({ name: `reset.${randomUUID()}`, settings: known }),
    to: user.email,
  })
}

/**
 * Mails a link to set a new password, if there is an active account with this e-mail. Everything that
 * depends on that is done after the response. Earlier links stay valid, because anybody can request one.
 * @throws {Refusal} if there were too many requests, whether or not there is such an account
 */
export const askForLink = (req: PayloadRequest, email: string): void => {
  refuseForeign(req)
  if (email.trim() === '') throw refusal('EMAIL_MISSING')
  const { payload } = req
  limitRate(payload.db.pool, 'forgot_password', callerOf(req, email))
  const asked = {
    acceptLanguage: req.headers.get('accept-language'),
    actor: actorOf(req),
    email: plainEmail(email),
    payload,
  }
  afterAnswer(() =>
    sendLink(asked).catch((error: unknown) => {
      payload.logger.error(`A mail for a lost password was not sent: ${describeError(error)}`)
    }),
  )
}
