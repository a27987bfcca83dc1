import { APIError, type CollectionAfterLoginHook, type CollectionBeforeLoginHook } from 'payload'
import { isActive } from '../../../src/access/roles'

/**
 * Inactive accounts cannot log in, nor get in by resetting the password. Asks the database again:
 * the user at hand was read before the password was hashed, and may have been switched off since.
 */
export const refuseInactive: CollectionBeforeLoginHook = async ({ req, user }) => {
  const current = await req.payload.db.findOne<{ id: string; isActive?: boolean | null }>({
    collection: 'users',
    req,
    select: { isActive: true },
    where: { id: { equals: user.id } },
  })
  if (!isActive(current)) throw new APIError('This account is not active.', 401, undefined, true)
}

/** Stamps the last login in one statement: rewriting the row could undo somebody else's change. */
export const stampLastLogin: CollectionAfterLoginHook = async ({ req, user }) => {
  const lastLogin = new Date().toISOString()
  await req.payload.db.updateOne({
    collection: 'users',
    data: { lastLogin },
    id: user.id,
    req,
    returning: false,
  })
  return { ...user, lastLogin }
}
