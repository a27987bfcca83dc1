import { type CollectionBeforeChangeHook, Forbidden } from 'payload'
import { lockSuperusers } from '../../../src/database/connection/locks'

/** Makes the first user of an empty desk an active superuser. Otherwise nobody could ever become one. */
export const makeFirstUserSuperuser: CollectionBeforeChangeHook = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create' || req.user) return data
  await lockSuperusers(req)
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    // There is no signed-in user yet.
    overrideAccess: true,
    req,
  })
  // Of two concurrent registrations, the second one is refused.
  if (totalDocs > 0 && req.context.isFirstRegister === true) throw new Forbidden(req.t)
  return totalDocs > 0 ? data : { ...data, isActive: true, isStaff: true, isSuperuser: true }
}
