import { type CollectionBeforeChangeHook, Forbidden, type PayloadRequest } from 'payload'
import { lockSuperusers } from '../../../src/database/connection/locks'
import { isBlank } from '../../../src/lib/values'

/** Keeps the agency's name from the page for the first user, in the same transaction. */
const nameAgency = async (req: PayloadRequest): Promise<void> => {
  const { agencyName } = req.context
  if (isBlank(agencyName)) return
  await req.payload.updateGlobal({
    data: { agencyName: String(agencyName).trim() },
    // The first user is just being created, and nobody is signed in yet.
    overrideAccess: true,
    req,
    slug: 'desk',
  })
}

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
  if (totalDocs > 0) return data
  await nameAgency(req)
  return { ...data, isActive: true, isStaff: true, isSuperuser: true }
}
