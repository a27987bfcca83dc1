import type { CollectionConfig } from 'payload'
import { brandLogo } from '../../endpoints/brandLogo'
import { hiddenFromStaff } from '../../src/access/hiddenWithout'
import { isSuperuser } from '../../src/access/roles'
import { can, inPerson } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { respectDocumentLocks } from '../shared/respectDocumentLocks'
import { brandFields } from './fields'

const history = historyOf('brands')

/**
 * Under which name, colours and hosts clients see the desk. Their logos are in the table `brand_logos`. Only
 * superusers write them: pages at these hosts may act for whoever is signed in there.
 */
export const Brands: CollectionConfig<'brands'> = {
  access: {
    create: inPerson(({ req }) => isSuperuser(req.user)),
    delete: inPerson(({ req }) => isSuperuser(req.user)),
    // Whoever sees clients also sees, and can choose, under which brand they are.
    read: can('users.view'),
    update: inPerson(({ req }) => isSuperuser(req.user)),
  },
  admin: {
    defaultColumns: ['name', 'hosts', 'updatedAt'],
    description: 'How clients see the desk: on their pages, in emails and in text messages.',
    group: 'Desk',
    hidden: hiddenFromStaff,
    useAsTitle: 'name',
  },
  endpoints: brandLogo,
  fields: [
    {
      tabs: [{ fields: brandFields, label: 'Brand' }, historyTab],
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
