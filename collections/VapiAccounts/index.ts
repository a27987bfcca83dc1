import type { CollectionConfig } from 'payload'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, inPerson } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { respectDocumentLocks } from '../shared/respectDocumentLocks'
import { accountFields } from './fields'

const history = historyOf('vapi-accounts')

/** Organisations at Vapi that the desk reaches with their API keys. Optional: without one, the desk only receives. */
export const VapiAccounts: CollectionConfig<'vapi-accounts'> = {
  access: {
    create: inPerson(can('vapi-accounts.add')),
    delete: inPerson(can('vapi-accounts.delete')),
    read: can('vapi-accounts.view'),
    update: inPerson(can('vapi-accounts.change')),
  },
  admin: {
    defaultColumns: ['label', 'region', 'status', 'lastCheckedAt'],
    group: 'Desk',
    hidden: hiddenWithout('vapi-accounts.view'),
    hideAPIURL: true,
    useAsTitle: 'label',
  },
  disableDuplicate: true,
  fields: [
    {
      tabs: [{ fields: accountFields, label: 'Account' }, historyTab],
      type: 'tabs',
    },
  ],
  graphQL: { disableMutations: true },
  hooks: {
    afterOperation: [history.afterOperation],
    beforeDelete: [history.beforeDelete],
    beforeOperation: [
      clampLimit,
      respectDocumentLocks('vapi-accounts'),
      lockBeforeWrite({ collection: 'vapi-accounts', table: 'vapi_accounts' }),
    ],
  },
  labels: { plural: 'Vapi accounts', singular: 'Vapi account' },
  slug: 'vapi-accounts',
}
