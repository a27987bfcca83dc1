import type { CollectionConfig } from 'payload'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { PERMISSION_OPTIONS } from '../../src/access/permissionRows'
import { can, inPerson } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { respectDocumentLocks } from '../shared/respectDocumentLocks'
import { grantOnlyOwn } from './hooks/grantOnlyOwn'

const history = historyOf('groups')

/** Named sets of permissions for staff. */
export const Groups: CollectionConfig<'groups'> = {
  access: {
    // Not by API keys: a key that changes a group would change what its owner may do.
    create: inPerson(can('groups.add')),
    delete: inPerson(can('groups.delete')),
    read: can('groups.view'),
    update: inPerson(can('groups.change')),
  },
  admin: {
    defaultColumns: ['name', 'permissions', 'updatedAt'],
    description: 'What its members may do. Superusers may do everything and need no group.',
    group: 'Desk',
    hidden: hiddenWithout('groups.view'),
    useAsTitle: 'name',
  },
  fields: [
    {
      tabs: [
        {
          fields: [
            { name: 'name', required: true, type: 'text', unique: true },
            {
              admin: {
                components: { Field: '/src/components/PermissionTable#PermissionTable' },
                description:
                  'Where a box is missing, only the desk itself writes. Changing notifications means retrying them.',
              },
              hasMany: true,
              name: 'permissions',
              options: PERMISSION_OPTIONS,
              type: 'select',
            },
          ],
          label: 'Permissions',
        },
        historyTab,
      ],
      type: 'tabs',
    },
  ],
  hooks: {
    afterOperation: [history.afterOperation],
    beforeChange: [grantOnlyOwn],
    beforeDelete: [history.beforeDelete],
    beforeOperation: [
      clampLimit,
      respectDocumentLocks('groups'),
      lockBeforeWrite({ collection: 'groups', table: 'groups' }),
    ],
  },
  slug: 'groups',
}
