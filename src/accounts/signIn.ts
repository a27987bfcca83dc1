/**
 * Signing in, lost passwords, limits on tries.
 * @module
 */

import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { visitor } from '../audit/actor'
import { recordFailedLogin } from '../audit/failedLogin'
import { recordOnce } from '../audit/once'
import { requestSource } from '../audit/requestSource'
import { refuseForeign } from '../origins/requestOrigin'
import { hashPassword, verifyPassword } from '../payload/passwords'
import { refusal } from '../refusals/refusals'
import { hashQueue } from './hashQueue'
import { limitRate } from './limitRate'
import { countWrong, forgiveCaller, isLockedOut } from './lockout'
import { openSession, type SignedIn } from './session'
import { findByEmail, hasSignedInFrom, type SignInAccount, storePasswordBetter } from './signIns'
import { type Caller, callerOf, plainEmail } from './who'

/** Records a failed login of an existing account. For unknown e-mails the same statement runs and writes nothing. */
const noteFailed = (
  { payload }: PayloadRequest,
  { account, isLocked }: { account: null | SignInAccount; isLocked: boolean },
): Promise<void> => recordFailedLogin({ isLocked, payload, userID: account?.id ?? randomUUID() })

/**
 * Checks the password of an account. It always takes one hash, even if there is no such account or the
 * caller is locked out, so that the time reveals nothing.
 * @throws {Refusal} `WRONG_LOGIN`
 */
const checkPassword = async (
  req: PayloadRequest,
  { caller, email, password }: { caller: Caller; email: string; password: string },
): Promise<SignInAccount> => {
  const { pool } = req.payload.db
  const account = await findByEmail(pool, plainEmail(email))
  const ip = requestSource()
  const isLocked = await isLockedOut(
    pool,
    caller,
    async () =>
      account !== null && ip !== null && hasSignedInFrom(pool, { ip, userID: account.id }),
  )
  const stored = isLocked ? null : (account?.password ?? null)
  const { isFormer, isRight } = await verifyPassword(password, stored)
  if (!isRight || !account) {
    if (!isLocked) await noteFailed(req, { account, isLocked: await countWrong(pool, caller) })
    throw refusal('WRONG_LOGIN')
  }
  await forgiveCaller(pool, caller)
  if (isFormer && stored) {
    const fresh = await hashPassword(password)
    await storePasswordBetter(pool, { former: stored, fresh, id: account.id })
  }
  return account
}

type Login = { depth?: number | undefined; email: string; password: string }

/**
 * Signs a user in by password, for REST, GraphQL and the clients' pages. Payload's own login reveals which
 * accounts exist, locks an account for everybody when a stranger guesses, and hashes any number of passwords
 * at the same time.
 * @throws {Refusal} with the same message if the e-mail or password is wrong or the caller is locked out;
 * also if there were too many tries, or the queue of hashes is full
 */
export const signIn = async (
  req: PayloadRequest,
  { depth, email, password }: Login,
): Promise<SignedIn> => {
  refuseForeign(req)
  const caller = callerOf(req, email)
  limitRate(req.payload.db.pool, 'sign_in', caller)
  if (email.trim() === '' || password.trim() === '') throw refusal('LOGIN_INCOMPLETE')
  return hashQueue.run(caller, async () => {
    const account = await checkPassword(req, { caller, email, password })
    const signedIn = await openSession(req, { action: 'logged_in', depth, userID: account.id })
    if (signedIn) return signedIn
    await recordOnce({
      action: 'login_failed',
      actor: visitor(),
      documents: [account.id],
      payload: req.payload,
    })
    throw refusal('ACCOUNT_INACTIVE')
  })
}
