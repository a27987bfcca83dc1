import type { PayloadRequest } from 'payload'
import { verifyPassword } from '../payload/passwords'
import { countIn } from '../readLimit/exactLimits'
import { refusal } from '../refusals/refusals'
import { countWrong, MAX_WRONG, WRONG_HERE } from './lockout'
import { wasOpenedByLink } from './passwordLinks'
import { findPassword } from './signIns'
import { callerOf } from './who'

/** For so long whoever came by a link from a mail has proven enough. */
const LINK_MINUTES = 15

const sessionOf = ({ user }: PayloadRequest): string | undefined =>
  user && '_sid' in user && typeof user._sid === 'string' ? user._sid : undefined

/**
 * Proves that whoever changes the own password is not just somebody at an open session. All is read in the
 * transaction of the request: whoever holds a connection must not wait for another one.
 * @param given the present password, as it was sent
 * @throws {Refusal} when it is missing or wrong, or was wrong too often
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
  const { isRight } = await verifyPassword(given, await findPassword(req, userID))
  if (isRight) return
  // Past the transaction, which is about to be rolled back, and not waited for while it is held.
  countWrong(req.payload.db.pool, caller).catch((err: unknown) => {
    req.payload.logger.error({ err, msg: 'A wrong password was not counted' })
  })
  throw refusal('PRESENT_PASSWORD_WRONG')
}
