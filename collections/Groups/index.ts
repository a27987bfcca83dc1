import type { CollectionConfig } from 'payload'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { PERMISSIONS } from '../../src/access/permissions'
import { can } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { grantOnlyOwn } from './hooks/grantOnlyOwn'

/** Named sets of permissions for staff. */
export const Groups: CollectionConfig<'groups'> = {
  access: {
    create: can('groups.add'),
    delete: can('groups.delete'),
    read: can('groups.view'),
    update: can('groups.change'),
  },
  admin: {
    defaultColumns: ['name', 'permissions', 'updatedAt'],
    description: 'What staff may do. Superusers may do everything and need no group.',
    group: 'Desk',
    hidden: hiddenWithout('groups.view'),
    useAsTitle: 'name',
  },
  fields: [
    { name: 'name', required: true, type: 'text', unique: true },
    {
      hasMany: true,
      name: 'permissions',
      options: PERMISSIONS.map((permission) => ({ label: permission, value: permission })),
      type: 'select',
    },
  ],
  hooks: { beforeChange: [grantOnlyOwn], beforeOperation: [clampLimit] },
  slug: 'groups',
}
