import type { PayloadRequest } from 'payload'
import { refusal } from '../../refusals/refusals'
import { limitRate } from '../limitRate'
import { linkHash } from '../linkToken'
import { callerOf } from '../who'
import { type MailSignedIn, openMailSession } from './openMailSession'
import { findOpenLink } from './requests'

const isToken = (token: string): boolean => /^[0-9a-f]{64}$/.test(token)

/**
 * What is known about a link before anybody presses its button. Reading it uses nothing up: programs that check
 * mails follow links.
 * @returns whom it signs in; null if it does not work
 */
export const linkState = async (
  { payload }: Pick<PayloadRequest, 'payload'>,
  token: string,
): Promise<null | { email: string }> => {
  const link = isToken(token) ? await findOpenLink(payload.db.pool, linkHash(token)) : null
  return link && { email: link.email }
}

/**
 * Signs in by the link of a mail, in any browser. This uses up the mail, its digits too. The caller has checked
 * that a page of this desk sent it.
 * @throws {Refusal} `LINK_DEAD`; `TOO_MANY_REQUESTS`
 */
export const signInByLink = async (
  req: PayloadRequest,
  { token }: { token: string },
): Promise<MailSignedIn> => {
  const { pool } = req.payload.db
  const hash = linkHash(token)
  limitRate(pool, 'sign_in_link', callerOf(req, hash))
  const link = isToken(token) ? await findOpenLink(pool, hash) : null
  const signedIn =
    link && (await openMailSession(req, { how: 'link', id: link.id, userID: link.userID }))
  if (!signedIn) throw refusal('LINK_DEAD')
  return signedIn
}
