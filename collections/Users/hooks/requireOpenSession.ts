import { type CollectionBeforeOperationHook, Forbidden } from 'payload'
import { sessionOf } from '../../../src/accounts/sessionOf'
import { isOpenSession } from '../../../src/accounts/signIns'
import { lockRows } from '../../../src/database/connection/locks'

/**
 * Refuses to refresh a session that was ended after the request was authenticated: by another sign-in, or
 * because the account was deleted. Payload would fail with a `TypeError` then. The account stays locked, so
 * that nobody ends the session in between.
 */
export const requireOpenSession: CollectionBeforeOperationHook = async ({ operation, req }) => {
  // Payload itself refuses those who are not signed in.
  if (operation !== 'refresh' || !req.user) return
  const { id: userID } = req.user
  await lockRows({ ids: [userID], req, table: 'users' })
  const sid = sessionOf(req)
  if (sid === undefined || !(await isOpenSession(req, { sid, userID }))) throw new Forbidden(req.t)
}
