import type { Access, CollectionConfig } from 'payload'
import { callFields, text } from '../shared/callFields'

const own: Access = ({ req: { user } }) => {
  if (!user) return false
  return Boolean(user.isSuperuser) || { client: { equals: user.id } }
}

/** Calls and users with Payload's defaults, on the desk's tables. */
export const collections: CollectionConfig[] = [
  {
    auth: { useAPIKey: true },
    fields: [
      text('name'),
      { name: 'isActive', type: 'checkbox' },
      { name: 'isSuperuser', type: 'checkbox' },
    ],
    slug: 'users',
  },
  {
    access: { read: own },
    defaultSort: '-reportedAt',
    fields: [
      { name: 'client', relationTo: 'users', required: true, type: 'relationship' },
      text('vapiCallId'),
      ...callFields,
      {
        name: 'endedGroup',
        options: [
          'cancelled',
          'completed',
          'error',
          'no_answer',
          'transfer_failed',
          'transferred',
          'unknown',
          'voicemail',
        ],
        type: 'select',
      },
      { name: 'summary', type: 'textarea' },
      { name: 'transcript', type: 'textarea' },
    ],
    slug: 'call-summaries',
  },
]
