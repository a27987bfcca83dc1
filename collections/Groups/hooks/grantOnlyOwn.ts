import { APIError, type CollectionBeforeChangeHook } from 'payload'
import { permissionsOf } from '../../../src/access/holds'
import { isSuperuser } from '../../../src/access/roles'

/** Staff who edit groups cannot put in a permission that they do not have, or they would rise. */
export const grantOnlyOwn: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  if (!req.user || isSuperuser(req.user)) return data
  const before: readonly string[] = originalDoc?.permissions ?? []
  // What is no list, the field refuses.
  if (!Array.isArray(data.permissions)) return data
  const own = await permissionsOf(req)
  const wanted: readonly string[] = data.permissions
  const beyond = wanted.filter((permission) => !before.includes(permission) && !own.has(permission))
  if (beyond.length === 0) return data
  throw new APIError(
    `You cannot grant what you do not have: ${beyond.join(', ')}.`,
    403,
    undefined,
    true,
  )
}
