import type { CollectionBeforeChangeHook } from 'payload'
import { permissionsOf } from '../../../src/access/holds'
import { isSuperuser } from '../../../src/access/roles'
import { refusal } from '../../../src/refusals/refusals'

/** Staff cannot add permissions to groups that they do not have themselves. Otherwise they could gain more. */
export const grantOnlyOwn: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  if (!req.user || isSuperuser(req.user)) return data
  const before: readonly string[] = originalDoc?.permissions ?? []
  // The field itself refuses anything but a list.
  if (!Array.isArray(data.permissions)) return data
  const own = await permissionsOf(req)
  const wanted: readonly string[] = data.permissions
  const beyond = wanted.filter((permission) => !before.includes(permission) && !own.has(permission))
  if (beyond.length === 0) return data
  throw refusal('PERMISSION_NOT_HELD', {
    message: `You cannot grant permissions that you do not have: ${beyond.join(', ')}.`,
  })
}
