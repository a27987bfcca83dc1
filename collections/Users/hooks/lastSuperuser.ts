import type {
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  PayloadRequest,
} from 'payload'
import { lockSuperusers } from '../../../src/database/connection/locks'
import { refusal } from '../../../src/refusals/refusals'

// A bulk request handles its users concurrently, so each check needs to know about the others.
const removedBy = new WeakMap<object, Set<string>>()

const refuseToRemoveLast = async (req: PayloadRequest, id: string): Promise<void> => {
  const removed = removedBy.get(req) ?? new Set<string>()
  removedBy.set(req, removed.add(id))
  await lockSuperusers(req)
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    // Counts all superusers, whatever the user may read.
    overrideAccess: true,
    req,
    where: {
      id: { not_in: [...removed] },
      isActive: { equals: true },
      isSuperuser: { equals: true },
    },
  })
  if (totalDocs === 0) throw refusal('LAST_SUPERUSER')
}

/** Refuses to deactivate or demote the last active superuser. */
export const keepLastSuperuser: CollectionBeforeChangeHook = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation !== 'update' || !originalDoc?.isActive || !originalDoc.isSuperuser) return data
  const isActive = data.isActive ?? originalDoc.isActive
  const isSuperuser = data.isSuperuser ?? originalDoc.isSuperuser
  if (!isActive || !isSuperuser) await refuseToRemoveLast(req, String(originalDoc.id))
  return data
}

/** Refuses to delete the last active superuser. */
export const refuseLastSuperuserDelete: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const user = await req.payload.findByID({
    collection: 'users',
    depth: 0,
    id,
    // The delete operation has checked access already.
    overrideAccess: true,
    req,
    select: { isActive: true, isSuperuser: true },
  })
  if (user.isActive && user.isSuperuser) await refuseToRemoveLast(req, String(id))
}
