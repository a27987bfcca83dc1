import type { Field } from 'payload'
import { isStaff } from '../../../src/access/roles'

/**
 * The current password, which users send when they set a new one. It is checked and never stored. It is only
 * readable because the admin's form needs it.
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
