import type { User } from '../../payload-types'

/** Whether a document of users is a saved client, and neither staff nor a superuser. */
export const isClient = (doc: object | null | undefined): doc is User =>
  doc !== null &&
  doc !== undefined &&
  'id' in doc &&
  'email' in doc &&
  !('isStaff' in doc && doc.isStaff) &&
  !('isSuperuser' in doc && doc.isSuperuser)
