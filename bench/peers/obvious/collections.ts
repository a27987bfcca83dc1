import type { CollectionConfig } from 'payload'
import { callFields, text } from '../shared/callFields'

/** What one would write first with Payload. Fields have the same names as in the desk. */
export const collections: CollectionConfig[] = [
  {
    auth: true,
    fields: [
      { index: true, name: 'vapiWebhookToken', type: 'text', unique: true },
      { name: 'currency', type: 'text' },
    ],
    slug: 'users',
  },
  {
    fields: [
      { name: 'client', relationTo: 'users', required: true, type: 'relationship' },
      { name: 'vapiCallId', required: true, type: 'text' },
      text('endedGroup'),
      ...callFields,
      // Their default limit of 40,000 characters would refuse long calls.
      { maxLength: 10_000_000, name: 'summary', type: 'textarea' },
      { maxLength: 10_000_000, name: 'transcript', type: 'textarea' },
    ],
    indexes: [{ fields: ['client', 'vapiCallId'], unique: true }],
    slug: 'call-summaries',
  },
  {
    fields: [
      { name: 'client', relationTo: 'users', required: true, type: 'relationship' },
      { name: 'callSummary', relationTo: 'call-summaries', type: 'relationship' },
      { name: 'messageType', type: 'text' },
      { name: 'vapiCallId', type: 'text' },
      { name: 'state', type: 'text' },
      { index: true, name: 'receivedAt', type: 'date' },
      // Text as in the desk, not `json`, for which PostgreSQL would have to build a tree of each body.
      { maxLength: 50_000_000, name: 'body', type: 'code' },
    ],
    slug: 'webhook-deliveries',
  },
]
