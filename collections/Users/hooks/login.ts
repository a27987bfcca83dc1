import { APIError, type CollectionAfterLoginHook, type CollectionBeforeLoginHook } from 'payload'
import { isActive } from '../../../src/access/roles'
import { visitor } from '../../../src/audit/actor'
import { recordOnce } from '../../../src/audit/once'

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
  if (isActive(current)) return
  // The transaction is about to be rolled back: not in it, and not waited for while it is held.
  void recordOnce({
    action: 'login_failed',
    actor: visitor(),
    documents: [String(user.id)],
    payload: req.payload,
  })
  throw new APIError('This account is not active.', 401, undefined, true)
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
