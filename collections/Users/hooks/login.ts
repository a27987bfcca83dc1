import { APIError, type CollectionAfterLoginHook, type CollectionBeforeLoginHook } from 'payload'
import { isActive } from '../../../src/access/roles'

/** Inactive accounts cannot log in, nor get in by resetting the password. */
export const refuseInactive: CollectionBeforeLoginHook = ({ user }) => {
  if (!isActive(user)) throw new APIError('This account is not active.', 401, undefined, true)
}

/** Stamps the last login in one statement: rewriting the row could undo somebody else's change. */
export const stampLastLogin: CollectionAfterLoginHook = async ({ req, user }) => {
  const lastLogin = new Date().toISOString()
  await req.payload.db.updateOne({
    collection: 'users',
    data: { lastLogin, updatedAt: user.updatedAt },
    id: user.id,
    req,
    returning: false,
  })
  return { ...user, lastLogin }
}
