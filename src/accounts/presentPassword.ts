import type { PayloadRequest } from 'payload'
import { countIn } from '../readLimit/exactLimits'
import { refusal } from '../refusals/refusals'
import { countWrong, MAX_WRONG, WRONG_HERE } from './lockout'
import { wasOpenedByLink } from './passwordLinks'
import { sessionOf } from './sessionOf'
import { findAccount } from './signIns'
import { verifyAccount } from './verifyAccount'
import { callerOf } from './who'

/** For this long after signing in by a link from a mail, no password is needed. */
const LINK_MINUTES = 15

/**
 * Checks the current password when users change their own, in case somebody else uses an open session.
 * Everything is read in the transaction of the request: code that holds a connection must not wait for
 * another one.
 * @param given the current password, as sent
 * @throws {Refusal} if it is missing or wrong, or was wrong too often
 */
export const provePresentPassword = async (
  req: PayloadRequest,
  { email, given, userID }: { email: string; given: string; userID: string },
): Promise<void> => {
  const sid = sessionOf(req)
  if (sid !== undefined && (await wasOpenedByLink(req, { minutes: LINK_MINUTES, sid }))) return
  if (given === '') throw refusal('PRESENT_PASSWORD_MISSING')
  const caller = callerOf(req, email)
  if ((await countIn(req, WRONG_HERE, caller.bucket)) >= MAX_WRONG) {
    throw refusal('TOO_MANY_REQUESTS', { retryAfter: 600 })
  }
  const { isRight } = await verifyAccount(given, await findAccount(req, userID))
  if (isRight) return
  // Outside the transaction, which will be rolled back. Not awaited while the transaction is open.
  countWrong(req.payload.db.pool, caller).catch((err: unknown) => {
    req.payload.logger.error({ err, msg: 'Counting a wrong password failed' })
  })
  throw refusal('PRESENT_PASSWORD_WRONG')
}
