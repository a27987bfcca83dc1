import type { ClientUser } from 'payload'
import type { Permission } from './permissions'
import { isStaff, isSuperuser } from './roles'

type Account = {
  groups?: unknown
  isActive?: boolean | null
  isStaff?: boolean | null
  isSuperuser?: boolean | null
}

type AdminUser = (Account & ClientUser) | Account | null

const grants = (group: unknown, permission: Permission): boolean =>
  typeof group === 'object' &&
  group !== null &&
  'permissions' in group &&
  Array.isArray(group.permissions) &&
  group.permissions.includes(permission)

/**
 * Leaves a collection out of the admin's menu for staff who may not view it. Only for the eye: what
 * may be read is decided by access. Payload asks synchronously, hence the populated groups.
 */
export const hiddenWithout =
  (permission: Permission) =>
  ({ user }: { user: AdminUser }): boolean => {
    if (isSuperuser(user)) return false
    const groups = Array.isArray(user?.groups) ? user.groups : []
    return !isStaff(user) || !groups.some((group) => grants(group, permission))
  }
