import type { CollectionConfig } from 'payload'
import { accountCompleteness } from '../../endpoints/completeness'
import { checkVapiAccount } from '../../endpoints/vapiAccounts/check'
import { vapiClients } from '../../endpoints/vapiAccounts/clients'
import { vapiHistory } from '../../endpoints/vapiAccounts/history'
import { vapiLists } from '../../endpoints/vapiAccounts/lists'
import { vapiAccountRun } from '../../endpoints/vapiSetup/bulk'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, inPerson } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { respectDocumentLocks } from '../shared/respectDocumentLocks'
import { clientsTab, pastCallsTab } from './clientsTab'
import { accountFields } from './fields'
import { checkKey } from './hooks/checkKey'

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
  endpoints: [
    checkVapiAccount,
    ...vapiLists,
    ...accountCompleteness,
    ...vapiClients,
    ...vapiHistory,
    ...vapiAccountRun,
  ],
  fields: [
    {
      tabs: [{ fields: accountFields, label: 'Account' }, clientsTab, pastCallsTab, historyTab],
      type: 'tabs',
    },
  ],
  graphQL: { disableMutations: true },
  hooks: {
    afterOperation: [history.afterOperation],
    beforeChange: [checkKey],
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
