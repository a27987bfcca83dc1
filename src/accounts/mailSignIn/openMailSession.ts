import type { PayloadRequest } from 'payload'
import { ownPath } from '../../lib/ownPath'
import { forgiveCaller } from '../lockout'
import { openSession, type SignedIn } from '../session'
import { callerOf } from '../who'
import { unmarkBrowser } from './browserCookie'
import { useRequest } from './requests'

/** A session that a mail opened, and where to go next: a path of this desk, if one was asked for. */
export type MailSignedIn = SignedIn & { next: null | string }

type Opening = {
  /** Which part of the mail was used. */
  how: 'digits' | 'link'
  /** The id of the request. */
  id: string
  userID: string
}

const NOT_USED = new Error('The mail does not sign in any more')

/**
 * Uses up a mail and opens a session, in one transaction. Wrong passwords from this place no longer count, as
 * after the right one.
 * @returns null if the mail was used in between, or the account may not sign in by mail
 */
export const openMailSession = async (
  req: PayloadRequest,
  { how, id, userID }: Opening,
): Promise<MailSignedIn | null> => {
  let next: null | string = null
  try {
    const signedIn = await openSession(req, {
      action: 'logged_in',
      before: async (transaction, sid) => {
        const used = await useRequest(transaction, { id, sid, userID })
        if (!used) throw NOT_USED
        next = ownPath(used.next)
      },
      how: { signInBy: [null, how] },
      userID,
    })
    if (!signedIn) return null
    await forgiveCaller(req.payload.db.pool, callerOf(req, signedIn.user.email))
    return { ...signedIn, cookies: [...signedIn.cookies, unmarkBrowser(req)], next }
  } catch (error) {
    if (error === NOT_USED) return null
    throw error
  }
}
