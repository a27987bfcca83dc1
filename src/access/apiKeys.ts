import type { Access, PayloadRequest, Where } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'
import { isActive, isSuperuser } from './roles'

const own = (req: PayloadRequest): Where => ({ user: { equals: req.user?.id } })

const OF_CLIENTS: Where = {
  and: [{ 'user.isStaff': { not_equals: true } }, { 'user.isSuperuser': { not_equals: true } }],
}

/** Everybody sees what is known of their own keys; staff with `users.view` see it of all. */
export const readKeys: Access = async ({ req }) => {
  if (await holds(req, 'users.view')) return true
  return isActive(req.user) ? own(req) : false
}

/**
 * Whose keys this person may make and revoke: everybody's own, those of clients with `users.change`,
 * those of staff as a superuser. A key never gives out or takes away keys.
 */
export const manageKeys = async (req: PayloadRequest): Promise<boolean | Where> => {
  if (!isActive(req.user) || isByKey(req)) return false
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.change')) ? { or: [own(req), OF_CLIENTS] } : own(req)
}

const isClient = async (req: PayloadRequest, id: unknown): Promise<boolean> => {
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    // Whether somebody is a client is no secret to staff who may change clients.
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

/** Asked without a document, says whether this person may make keys at all. */
export const createKeys: Access = async ({ data, req }) => {
  if (!isActive(req.user) || isByKey(req)) return false
  const owner: unknown = data?.user ?? req.user.id
  if (isSuperuser(req.user) || owner === req.user.id) return true
  return (await holds(req, 'users.change')) && (await isClient(req, owner))
}
