import type { Access, FieldAccess } from 'payload'
import { holds } from './holds'
import type { Permission } from './permissions'
import { isSuperuser } from './roles'

/** Collection access for those who hold a permission. */
export const can =
  (permission: Permission): Access =>
  ({ req }) =>
    holds(req, permission)

/** Field access for those who hold a permission. */
export const fieldCan =
  (permission: Permission): FieldAccess =>
  ({ req }) =>
    holds(req, permission)

/** Field access for superusers only. */
export const fieldForSuperusers: FieldAccess = ({ req }) => isSuperuser(req.user)

/** Access for nobody: such documents or fields are written by the system alone. */
export const nobody = (): boolean => false
