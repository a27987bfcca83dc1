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
 * Hides a collection in the admin's menu from staff without the permission. This is not access control.
 * Payload calls it synchronously, so it reads the permissions from the user's populated groups.
 */
export const hiddenWithout =
  (permission: Permission) =>
  ({ user }: { user: AdminUser }): boolean => {
    if (isSuperuser(user)) return false
    const groups = Array.isArray(user?.groups) ? user.groups : []
    return !isStaff(user) || !groups.some((group) => grants(group, permission))
  }

/** Hides a collection in the admin's menu from all but superusers. This is not access control. */
export const hiddenFromStaff = ({ user }: { user: AdminUser }): boolean => !isSuperuser(user)
