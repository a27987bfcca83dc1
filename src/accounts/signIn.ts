import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { visitor } from '../audit/actor'
import { recordFailedLogin } from '../audit/failedLogin'
import { recordOnce } from '../audit/once'
import { requestSource } from '../audit/requestSource'
import { refuseForeign } from '../origins/requestOrigin'
import { hashPassword, verifyPassword } from '../payload/passwords'
import { refusal } from '../refusals/refusals'
import { hashLine } from './line'
import { countWrong, forgiveCaller, isLockedOut } from './lockout'
import { keepPace } from './pace'
import { openSession, type SignedIn } from './session'
import { findByEmail, hasSignedInFrom, type SignInAccount, storePasswordBetter } from './signIns'
import { type Caller, callerOf, plainEmail } from './who'

/** The history has it of accounts that exist; of the others, the same statement finds none. */
const noteFailed = (
  { payload }: PayloadRequest,
  { account, isLocked }: { account: null | SignInAccount; isLocked: boolean },
): Promise<void> => recordFailedLogin({ isLocked, payload, userID: account?.id ?? randomUUID() })

/**
 * Checks a password of an account, by one hash, whether or not there is such an account and whether or not
 * this caller is listened to.
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
 * Signs somebody in by a password: the one way in of REST, GraphQL and the clients' pages. Payload's own
 * says who has an account, locks an account for everybody when a stranger guesses, and hashes as many
 * passwords at a time as are sent.
 * @throws {Refusal} always with the same words when e-mail or password are wrong or the caller is locked
 * out; also when there were too many tries, or there is no place in the line
 */
export const signIn = async (
  req: PayloadRequest,
  { depth, email, password }: Login,
): Promise<SignedIn> => {
  refuseForeign(req)
  const caller = callerOf(req, email)
  keepPace(req.payload.db.pool, 'sign_in', caller)
  if (email.trim() === '' || password.trim() === '') throw refusal('LOGIN_INCOMPLETE')
  return hashLine.stand(caller, async () => {
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
