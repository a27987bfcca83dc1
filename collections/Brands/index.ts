import type { CollectionConfig } from 'payload'
import { hiddenFromStaff } from '../../src/access/hiddenWithout'
import { isSuperuser } from '../../src/access/roles'
import { inPerson } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { respectDocumentLocks } from '../shared/respectDocumentLocks'

const history = historyOf('brands')

/** Under which name and colours clients see the desk. Their logos are in `brand_logos`. */
export const Brands: CollectionConfig<'brands'> = {
  access: {
    create: inPerson(({ req }) => isSuperuser(req.user)),
    delete: inPerson(({ req }) => isSuperuser(req.user)),
    read: ({ req }) => isSuperuser(req.user),
    update: inPerson(({ req }) => isSuperuser(req.user)),
  },
  admin: {
    defaultColumns: ['name', 'hosts', 'updatedAt'],
    group: 'Desk',
    hidden: hiddenFromStaff,
    useAsTitle: 'name',
  },
  fields: [
    {
      tabs: [
        {
          fields: [
            { maxLength: 80, name: 'name', required: true, type: 'text' },
            { maxLength: 7, name: 'accent', type: 'text' },
            { maxLength: 80, name: 'senderName', type: 'text' },
            { name: 'supportEmail', type: 'email' },
            { maxLength: 40, name: 'supportPhone', type: 'text' },
            { label: 'Imprint', maxLength: 500, name: 'imprintURL', type: 'text' },
            { label: 'Privacy', maxLength: 500, name: 'privacyURL', type: 'text' },
            { hasMany: true, maxRows: 20, name: 'hosts', type: 'text' },
          ],
          label: 'Brand',
        },
        historyTab,
      ],
      type: 'tabs',
    },
  ],
  hooks: {
    afterOperation: [history.afterOperation],
    beforeDelete: [history.beforeDelete],
    beforeOperation: [
      clampLimit,
      respectDocumentLocks('brands'),
      lockBeforeWrite({ collection: 'brands', table: 'brands' }),
    ],
  },
  slug: 'brands',
}
