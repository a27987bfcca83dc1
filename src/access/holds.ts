/**
 * Roles and permissions: small predicates that compose.
 * @module
 */

import type { PayloadRequest } from 'payload'
import type { Group } from '../payload-types'
import type { Permission } from './permissions'
import { isStaff, isSuperuser } from './roles'

const NONE: ReadonlySet<string> = new Set()

// Each request has its own `req.user` object, so a cache entry lives as long as the request.
const permissionsByUser = new WeakMap<object, Promise<ReadonlySet<string>>>()

const permissionsIn = (groups: readonly Group[]): ReadonlySet<string> =>
  new Set(groups.flatMap((group) => group.permissions ?? []))

const loadPermissions = async (req: PayloadRequest): Promise<ReadonlySet<string>> => {
  const groups = req.user?.groups ?? []
  const populated = groups.filter((group) => typeof group === 'object')
  const missing = groups.filter((group) => typeof group === 'string')
  if (missing.length === 0) return permissionsIn(populated)

  const { docs } = await req.payload.find({
    collection: 'groups',
    depth: 0,
    limit: missing.length,
    // A user's permissions count whether or not the user may read groups.
    overrideAccess: true,
    pagination: false,
    req,
    where: { id: { in: missing } },
  })
  return permissionsIn([...populated, ...docs])
}

/**
 * The permissions that the user has through groups. Superusers need none and get none.
 * @returns an empty set for everybody who is not active staff
 */
export const permissionsOf = (req: PayloadRequest): Promise<ReadonlySet<string>> => {
  const { user } = req
  if (!user || !isStaff(user)) return Promise.resolve(NONE)
  const known = permissionsByUser.get(user)
  if (known) return known
  const loading = loadPermissions(req)
  permissionsByUser.set(user, loading)
  return loading
}

/** Whether the user has a permission. Superusers have all, inactive users none. */
export const holds = async (req: PayloadRequest, permission: Permission): Promise<boolean> =>
  isSuperuser(req.user) || (await permissionsOf(req)).has(permission)
