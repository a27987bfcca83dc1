import type { CollectionConfig } from 'payload'
import { markDeliveriesSeen } from '../../endpoints/markDeliveriesSeen'
import { replayDeliveries } from '../../endpoints/replayDeliveries'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, nobody } from '../../src/access/rules'
import { boundPage } from '../shared/boundPage'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { relationName } from '../shared/relationName'
import { sourceField } from '../shared/sourceField'
import { textCell } from '../shared/textCell'
import { refuseBodySearch } from './refuseBodySearch'

const history = historyOf('webhook-deliveries')

/** All accepted deliveries as they arrived, with secrets masked. Only the webhook writes them. */
export const WebhookDeliveries: CollectionConfig<'webhook-deliveries'> = {
  access: {
    create: nobody,
    delete: can('webhook-deliveries.delete'),
    read: can('webhook-deliveries.view'),
    update: nobody,
  },
  admin: {
    // Otherwise the list would read the bodies too, which it does not show.
    enableListViewSelectAPI: true,
    components: {
      beforeListTable: [
        '/src/components/DeliveryQuickFilters#DeliveryQuickFilters',
        '/src/components/ReplayDeliveries#ReplayDeliveries',
      ],
      edit: {
        beforeDocumentControls: [
          '/src/components/MarkSeen#MarkSeen',
          '/src/components/ReplayDelivery#ReplayDelivery',
        ],
      },
    },
    defaultColumns: ['receivedAt', 'client', 'state', 'problem', 'messageType', 'callSummary'],
    group: 'Calls',
    hidden: hiddenWithout('webhook-deliveries.view'),
    hideAPIURL: true,
    listSearchableFields: ['vapiCallId', 'problem'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'vapiCallId',
  },
  defaultSort: '-receivedAt',
  disableDuplicate: true,
  endpoints: [replayDeliveries, markDeliveriesSeen],
  fields: [
    {
      admin: {
        components: { Field: '/src/components/DeliveryProblem#DeliveryProblem' },
        condition: (data) => data?.state === 'needs_review',
        disableListColumn: true,
      },
      name: 'explanation',
      type: 'ui',
    },
    {
      fields: [
        {
          admin: {
            components: { Cell: '/src/components/ClientWhenCell#ClientWhenCell' },
            date: { pickerAppearance: 'dayAndTime' },
            width: '50%',
          },
          index: true,
          label: 'Received',
          name: 'receivedAt',
          required: true,
          type: 'date',
        },
        {
          admin: {
            components: { Cell: '/src/components/DeliveryStateCell#DeliveryStateCell' },
            width: '50%',
          },
          name: 'state',
          options: [
            { label: 'Stored', value: 'stored' },
            { label: 'Merged', value: 'merged' },
            { label: 'Needs review', value: 'needs_review' },
          ],
          required: true,
          type: 'select',
        },
      ],
      type: 'row',
    },
    {
      admin: { components: textCell, condition: (data) => Boolean(data?.problem) },
      name: 'problem',
      type: 'text',
    },
    {
      admin: {
        components: { Cell: '/src/components/ClientWhenCell#ClientWhenCell' },
        condition: (data) => Boolean(data?.seenAt),
        date: { pickerAppearance: 'dayAndTime' },
        description: 'When it was marked as seen. It is no longer counted as needing review.',
      },
      label: 'Seen',
      name: 'seenAt',
      type: 'date',
    },
    {
      fields: [
        {
          admin: { components: relationName, width: '50%' },
          name: 'client',
          relationTo: 'users',
          required: true,
          type: 'relationship',
        },
        {
          admin: { components: relationName, width: '50%' },
          label: 'Call summary',
          name: 'callSummary',
          relationTo: 'call-summaries',
          type: 'relationship',
        },
      ],
      type: 'row',
    },
    {
      fields: [
        { admin: { width: '50%' }, label: 'Message type', name: 'messageType', type: 'text' },
        { admin: { width: '50%' }, label: 'Vapi call ID', name: 'vapiCallId', type: 'text' },
      ],
      type: 'row',
    },
    { ...sourceField, admin: { condition: (data) => data?.source !== 'webhook' } },
    {
      admin: {
        components: { Field: '/src/components/StoredText#StoredText' },
        description: 'As Vapi sent it. Secrets were masked before it was stored.',
        disableListColumn: true,
        disableListFilter: true,
        language: 'json',
      },
      maxLength: 50_000_000,
      name: 'body',
      required: true,
      type: 'code',
    },
  ],
  // The cell of the state shows it too.
  forceSelect: { seenAt: true },
  graphQL: { disableMutations: true },
  hooks: {
    afterOperation: [history.afterOperation],
    beforeDelete: [history.beforeDelete],
    beforeOperation: [clampLimit, boundPage, refuseBodySearch],
  },
  indexes: [{ fields: ['client', 'receivedAt'] }, { fields: ['state', 'receivedAt'] }],
  lockDocuments: false,
  labels: { plural: 'Webhook deliveries', singular: 'Webhook delivery' },
  slug: 'webhook-deliveries',
  timestamps: false,
}
