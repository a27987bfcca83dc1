import type { PayloadRequest } from 'payload'
import { refuseForeign } from '../origins/requestOrigin'
import { hashPassword } from '../payload/passwords'
import { refusal } from '../refusals/refusals'
import { hashQueue } from './hashQueue'
import { limitRate } from './limitRate'
import { linkHash } from './linkToken'
import { unlockAccount } from './lockout'
import { MIN_PASSWORD_LENGTH } from './passwordLength'
import { findLinkOwner, useLink } from './passwordLinks'
import { openSession, type SignedIn } from './session'
import { callerOf } from './who'

type NewPassword = { depth?: number | undefined; password: string; token: string }

/**
 * Sets a password by a link from a mail, and signs in. This uses up the link, unless the password is too
 * short.
 * @throws {Refusal} if the link does not work, the password is too short, or there were too many tries
 */
export const setPassword = async (
  req: PayloadRequest,
  { depth, password, token }: NewPassword,
): Promise<SignedIn> => {
  refuseForeign(req)
  const { pool } = req.payload.db
  const hash = linkHash(token)
  const caller = callerOf(req, hash)
  limitRate(pool, 'set_password', caller)
  if (password.length < MIN_PASSWORD_LENGTH) throw refusal('PASSWORD_TOO_SHORT')
  return hashQueue.run(caller, async () => {
    const userID = await findLinkOwner(req, hash)
    if (userID === null) throw refusal('LINK_DEAD')
    const hashed = await hashPassword(password)
    const signedIn = await openSession(req, {
      action: 'password_reset',
      before: async (transaction, sid) => {
        const isUsed = await useLink(transaction, { hash, password: hashed, sid, userID })
        if (!isUsed) throw refusal('LINK_DEAD')
      },
      depth,
      userID,
    })
    if (!signedIn) throw refusal('LINK_DEAD')
    // The user reads the account's mails, so the wrong passwords that locked it no longer matter.
    await unlockAccount(pool, signedIn.user.email)
    return signedIn
  })
}
