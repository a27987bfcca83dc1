import type { PayloadRequest } from 'payload'
import { signedIn } from '../payload/strategies'
import type { User } from '../payload-types'
import { refusal } from '../refusals/refusals'

/** The member of staff who sees the desk as a client: what the history needs of the account. */
export type SeenBy = Pick<User, 'email' | 'id' | 'isActive' | 'isStaff' | 'isSuperuser' | 'name'>

/** A client's document as the user of a request that may only read. */
export type SeenClient = User & { _readOnly: true; _seenBy: SeenBy }

// Part of the document, so that a copy of it is read-only too.
const isSeen = (user: object | null | undefined): user is SeenClient =>
  user !== null && user !== undefined && '_readOnly' in user && user._readOnly === true

/** A client as staff see the desk as: without a session, and marked as read-only. */
export const seenAs = (client: User, staff: SeenBy): SeenClient => {
  const { email, id, isActive, isStaff, isSuperuser, name } = staff
  return {
    ...signedIn(client, { strategy: 'see-as' }),
    _readOnly: true,
    _seenBy: { email, id, isActive, isStaff, isSuperuser, name },
  }
}

/** Who really acts when staff see the desk as a client; null for everybody else. */
export const seenByOf = (user: object | null | undefined): null | SeenBy =>
  isSeen(user) ? user._seenBy : null

/** Whether the request's user is a client whom staff see the desk as: nothing may be written for it. */
export const isReadOnly = ({ user }: { user?: object | null }): boolean => isSeen(user)

/**
 * Call it before anything is written for a request's user.
 * @throws {Refusal} READ_ONLY_VIEW if the user is a client whom staff see the desk as
 */
export const refuseReadOnly = (req: Partial<Pick<PayloadRequest, 'user'>> | undefined): void => {
  if (isSeen(req?.user)) throw refusal('READ_ONLY_VIEW')
}
