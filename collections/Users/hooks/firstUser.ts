import { type CollectionBeforeChangeHook, Forbidden } from 'payload'
import { lockSuperusers } from '../../../src/database/connection/locks'

/** The first account of an empty desk becomes an active superuser, or nobody could ever be one. */
export const makeFirstUserSuperuser: CollectionBeforeChangeHook = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create' || req.user) return data
  await lockSuperusers(req)
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    // Nobody is signed in yet.
    overrideAccess: true,
    req,
  })
  // Of two who register at once, the second is nobody.
  if (totalDocs > 0 && req.context.isFirstRegister === true) throw new Forbidden(req.t)
  return totalDocs > 0 ? data : { ...data, isActive: true, isStaff: true, isSuperuser: true }
}
