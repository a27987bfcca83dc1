import type { CollectionConfig } from 'payload'
import { retryNotifications } from '../../endpoints/retryNotifications'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, nobody } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { refuseHiddenSort } from '../shared/refuseHiddenSort'
import { textCell } from '../shared/textCell'

const when = {
  components: { Cell: '/src/components/WhenCell#WhenCell' },
  date: { pickerAppearance: 'dayAndTime' as const },
}

/** What clients are to be told, and whether they were: one document for each call and channel, ever. */
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
    listSearchableFields: ['vapiCallId', 'problem'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'id',
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  endpoints: [retryNotifications],
  fields: [
    { name: 'client', relationTo: 'users', required: true, type: 'relationship' },
    {
      name: 'channel',
      options: [
        { label: 'Email', value: 'email' },
        { label: 'SMS', value: 'sms' },
      ],
      required: true,
      type: 'select',
    },
    {
      name: 'kind',
      options: [
        { label: 'Call', value: 'call' },
        { label: 'Daily digest', value: 'daily' },
        { label: 'Weekly digest', value: 'weekly' },
      ],
      required: true,
      type: 'select',
    },
    {
      admin: {
        components: { Cell: '/src/components/NotificationStateCell#NotificationStateCell' },
      },
      name: 'state',
      options: [
        { label: 'Waiting', value: 'waiting' },
        { label: 'Sending', value: 'sending' },
        { label: 'Sent', value: 'sent' },
        { label: 'Not needed', value: 'not_needed' },
        { label: 'Given up', value: 'dead' },
      ],
      required: true,
      type: 'select',
    },
    { name: 'callSummary', relationTo: 'call-summaries', type: 'relationship' },
    { label: 'Vapi call ID', name: 'vapiCallId', type: 'text' },
    // The day or the week that a digest is of, such as 2026-11-22 or 2026-W47.
    { name: 'period', type: 'text' },
    { admin: when, label: 'Due', name: 'dueAt', required: true, type: 'date' },
    { defaultValue: 0, name: 'attempts', required: true, type: 'number' },
    { admin: when, label: 'First tried', name: 'firstTriedAt', type: 'date' },
    // Who is at it, and until when it is theirs alone.
    { admin: { hidden: true }, hidden: true, name: 'lease', type: 'text' },
    { admin: { hidden: true }, hidden: true, name: 'leasedUntil', type: 'date' },
    { admin: when, label: 'Sent', name: 'sentAt', type: 'date' },
    { admin: { description: 'What the provider calls it.' }, name: 'providerId', type: 'text' },
    { admin: { components: textCell }, name: 'problem', type: 'text' },
  ],
  graphQL: { disableMutations: true },
  hooks: { beforeOperation: [clampLimit, refuseHiddenSort] },
  indexes: [
    // One for each call and channel, ever, even when the call summary was deleted meanwhile.
    { fields: ['client', 'vapiCallId', 'channel'], unique: true },
    { fields: ['client', 'kind', 'period', 'channel'], unique: true },
    // What is due by a channel, however much another one's provider leaves waiting.
    { fields: ['state', 'channel', 'dueAt'] },
  ],
  lockDocuments: false,
  slug: 'notifications',
}
