import type { CollectionConfig } from 'payload'
import { retryNotifications } from '../../endpoints/retryNotifications'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, nobody } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { notificationFields } from './fields'

/** Notifications to clients and their state: at most one for each call and channel. */
export const Notifications: CollectionConfig<'notifications'> = {
  access: {
    create: nobody,
    delete: nobody,
    read: can('notifications.view'),
    update: nobody,
  },
  admin: {
    components: {
      beforeListTable: [
        '/src/components/NotificationQuickFilters#NotificationQuickFilters',
        '/src/components/RetryNotifications#RetryNotifications',
      ],
      edit: { beforeDocumentControls: ['/src/components/RetryNotification#RetryNotification'] },
    },
    defaultColumns: ['createdAt', 'client', 'channel', 'kind', 'state', 'attempts', 'problem'],
    group: 'Calls',
    hidden: hiddenWithout('notifications.view'),
    hideAPIURL: true,
    listSearchableFields: ['vapiCallId', 'problem'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'id',
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  endpoints: [retryNotifications],
  fields: notificationFields,
  graphQL: { disableMutations: true },
  hooks: { beforeOperation: [clampLimit] },
  indexes: [
    // One for each call and channel, even if the call summary has been deleted since.
    { fields: ['client', 'vapiCallId', 'channel'], unique: true },
    { fields: ['client', 'kind', 'period', 'channel'], unique: true },
    // Due notifications of one channel, however many of another channel are waiting.
    { fields: ['state', 'channel', 'dueAt'] },
  ],
  lockDocuments: false,
  slug: 'notifications',
}
