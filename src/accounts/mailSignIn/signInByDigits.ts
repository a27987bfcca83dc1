import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { recordFailedLogin } from '../../audit/failedLogin'
import { refuseForeign } from '../../origins/requestOrigin'
import { exactLimit } from '../../readLimit/exactLimits'
import { refusal } from '../../refusals/refusals'
import { afterAnswer } from '../afterAnswer'
import { limitRate } from '../limitRate'
import { callerOf } from '../who'
import { askingBrowser } from './browserCookie'
import { digitsHash, plainDigits } from './digits'
import { type MailSignedIn, openMailSession } from './openMailSession'
import { countTry, type TriedRequest } from './requests'

/**
 * How many wrong digits for one account within a day, from all browsers together. After that only links work:
 * a stranger can ask for mails to somebody else again and again, and guess.
 */
const MAX_WRONG = 20
const WRONG = { limit: MAX_WRONG, name: 'wrong_digits', seconds: 86_400 }

const isEqual = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Counts wrong digits, and records them after the answer. For addresses without an account the same is done. */
const noteWrong = async (
  { payload }: PayloadRequest,
  tried: readonly TriedRequest[],
): Promise<void> => {
  const known = tried.find(({ userID }) => userID !== null)
  const userID = known?.userID ?? tried[0]?.id ?? randomUUID()
  await exactLimit(payload.db.pool, WRONG).add(userID)
  const isLocked = known?.isLast === true
  afterAnswer(() => recordFailedLogin({ isLocked, payload, userID }))
}

/**
 * Signs in by the six digits of a mail, in the browser that asked for it. This uses up the mail, its link too.
 * @param digits as typed; spaces and hyphens do not count
 * @throws {Refusal} `DIGITS_WRONG`, whether they are wrong, used, expired, of another browser or were tried too
 *   often; `TOO_MANY_REQUESTS`
 */
export const signInByDigits = async (
  req: PayloadRequest,
  { digits: typed }: { digits: string },
): Promise<MailSignedIn> => {
  refuseForeign(req)
  const { payload } = req
  const { pool } = payload.db
  const browserHash = askingBrowser(req)
  limitRate(pool, 'sign_in_digits', callerOf(req, browserHash ?? 'no browser'))
  const digits = plainDigits(typed)
  if (browserHash === null || digits === null) throw refusal('DIGITS_WRONG')
  const tried = await countTry(pool, browserHash)
  const hash = digitsHash({ browserHash, digits, secret: payload.secret })
  const right = tried.find((each) => each.digitsHash !== null && isEqual(each.digitsHash, hash))
  if (!right || right.userID === null) {
    // After the last try nothing is left to guess, so nothing is counted.
    if (tried.length > 0) await noteWrong(req, tried)
    throw refusal('DIGITS_WRONG')
  }
  const { id, userID } = right
  if ((await exactLimit(pool, WRONG).count(userID)) >= MAX_WRONG) throw refusal('DIGITS_WRONG')
  const signedIn = await openMailSession(req, { how: 'digits', id, userID })
  if (!signedIn) throw refusal('DIGITS_WRONG')
  return signedIn
}
