import type { SanitizedPermissions } from 'payload'

type FieldQuestion = {
  collection: string
  field: string
  operation: 'read' | 'update'
  permissions: SanitizedPermissions | undefined
}

/**
 * Whether the user may read or write one field of a collection. Collection access alone does not say so:
 * everybody may update their own profile, so `update` on users is granted to all.
 */
export const mayOnField = ({
  collection,
  field,
  operation,
  permissions,
}: FieldQuestion): boolean => {
  const fields = permissions?.collections?.[collection]?.fields
  if (fields === true) return true
  const granted = fields?.[field]
  return granted === true || granted?.[operation] === true
}
