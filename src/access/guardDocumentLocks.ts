import type { Access, SanitizedConfig } from 'payload'
import { permissionsOf } from './holds'
import { isSuperuser } from './roles'

const LOCKS = 'payload-locked-documents'

/** Superusers, and staff who may do anything at all. */
const staffWithRights: Access = async ({ req }) =>
  isSuperuser(req.user) || (await permissionsOf(req)).size > 0

/**
 * Keeps the admin's notes of who is editing what for staff. Payload lets everybody who is signed in
 * read, make and delete them: a client could see other users' ids and lock staff out of documents. It
 * adds the collection while it sanitises the configuration, so its access can only be set afterwards.
 */
export const guardDocumentLocks = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  const locks = sanitized.collections.find(({ slug }) => slug === LOCKS)
  if (locks) {
    locks.access = {
      ...locks.access,
      create: staffWithRights,
      delete: staffWithRights,
      read: staffWithRights,
      update: staffWithRights,
    }
  }
  return sanitized
}
