import type { Field } from 'payload'
import { isStaff } from '../../../src/access/roles'

/**
 * What people send along when they set their own password. It is looked at and never stored; only the
 * admin's form needs to “read” it.
 */
export const presentPasswordField: Field = {
  access: { create: () => false, read: ({ req }) => isStaff(req.user) },
  admin: {
    components: { Field: '/src/components/PresentPassword#PresentPassword' },
    disableBulkEdit: true,
    disableListColumn: true,
    disableListFilter: true,
  },
  label: 'Current password',
  name: 'currentPassword',
  type: 'text',
  virtual: true,
}
