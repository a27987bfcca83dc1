import type { Access, PayloadRequest, Where } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'
import { isActive, isSuperuser } from './roles'

const own = (req: PayloadRequest): Where => ({ user: { equals: req.user?.id } })

const OF_CLIENTS: Where = {
  and: [{ 'user.isStaff': { not_equals: true } }, { 'user.isSuperuser': { not_equals: true } }],
}

/** Users may read their own keys; staff with `users.view` may read all keys. */
export const readKeys: Access = async ({ req }) => {
  if (await holds(req, 'users.view')) return true
  return isActive(req.user) ? own(req) : false
}

/**
 * Which keys the user may create and revoke: users their own; staff with `users.change` also those of clients;
 * superusers all. A request that is signed in by a key may not create or revoke keys.
 */
export const manageKeys = async (req: PayloadRequest): Promise<boolean | Where> => {
  if (!isActive(req.user) || isByKey(req)) return false
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.change')) ? { or: [own(req), OF_CLIENTS] } : own(req)
}

const isClient = async (req: PayloadRequest, id: unknown): Promise<boolean> => {
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    // Staff who may change clients may know which users are clients.
    overrideAccess: true,
    req,
    where: {
      and: [
        { id: { equals: id } },
        { isStaff: { not_equals: true } },
        { isSuperuser: { not_equals: true } },
      ],
    },
  })
  return totalDocs > 0
}

/** Without a document it says whether the user may create keys at all. */
export const createKeys: Access = async ({ data, req }) => {
  if (!isActive(req.user) || isByKey(req)) return false
  const owner: unknown = data?.user ?? req.user.id
  if (isSuperuser(req.user) || owner === req.user.id) return true
  return (await holds(req, 'users.change')) && (await isClient(req, owner))
}
