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
import { hashPassword } from '../payload/passwords'
import { refusal } from '../refusals/refusals'
import { hashQueue } from './hashQueue'
import { limitRate } from './limitRate'
import { countWrong, forgiveCaller, isLockedOut } from './lockout'
import { openSession, type SignedIn } from './session'
import {
  ForeignHashGone,
  findByEmail,
  hasSignedInFrom,
  replaceForeignHash,
  type SignInAccount,
  storePasswordBetter,
  type Transaction,
} from './signIns'
import { verifyAccount } from './verifyAccount'
import { type Caller, callerOf, plainEmail } from './who'
import { levelWrongPassword } from './wrongPasswordWork'

/** Records a failed login of an existing account. For unknown e-mails the same statement runs and writes nothing. */
const noteFailed = (
  { payload }: PayloadRequest,
  { account, isLocked }: { account: null | SignInAccount; isLocked: boolean },
): Promise<void> => recordFailedLogin({ isLocked, payload, userID: account?.id ?? randomUUID() })

type Checked = {
  account: SignInAccount
  /** Runs in the transaction that opens the session. */
  before?: (transaction: Transaction) => Promise<void>
}

/**
 * Checks the password of an account. It always takes the same hashes, even if there is no such account, the caller
 * is locked out or the account's hash is of another system, so that the time reveals nothing.
 * @throws {Refusal} `WRONG_LOGIN`
 */
const checkPassword = async (
  req: PayloadRequest,
  { caller, email, password }: { caller: Caller; email: string; password: string },
): Promise<Checked> => {
  const { pool } = req.payload.db
  const account = await findByEmail(pool, plainEmail(email))
  const ip = requestSource()
  const isLocked = await isLockedOut(
    pool,
    caller,
    async () =>
      account !== null && ip !== null && hasSignedInFrom(pool, { ip, userID: account.id }),
  )
  const { isRight, kind, rounds } = await verifyAccount(password, isLocked ? null : account)
  if (!isRight || !account) {
    const onError = (err: unknown) =>
      req.payload.logger.error({ err, msg: 'Reading what hashes take failed' })
    await levelWrongPassword(pool, { onError, rounds })
    if (!isLocked) await noteFailed(req, { account, isLocked: await countWrong(pool, caller) })
    throw refusal('WRONG_LOGIN')
  }
  await forgiveCaller(pool, caller)
  const { foreignHash, id, password: former } = account
  if (kind === 'former' && former) {
    await storePasswordBetter(pool, { former, fresh: await hashPassword(password), id })
  }
  if (kind !== 'foreign' || foreignHash === null) return { account }
  const fresh = await hashPassword(password)
  return {
    account,
    before: (transaction) => replaceForeignHash(transaction, { foreign: foreignHash, fresh, id }),
  }
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
    const attempt = async () => {
      const { account, before } = await checkPassword(req, { caller, email, password })
      const opening = { action: 'logged_in', before, depth, userID: account.id } as const
      return { account, signedIn: await openSession(req, opening) }
    }
    const { account, signedIn } = await attempt().catch((error: unknown) => {
      // Another sign-in replaced the hash first: now it is one of Payload's.
      if (error instanceof ForeignHashGone) return attempt()
      throw error
    })
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
