import type { Access, CollectionConfig, Field } from 'payload'

const text = (name: string): Field => ({ name, type: 'text' })

const own: Access = ({ req: { user } }) => {
  if (!user) return false
  return Boolean(user.isSuperuser) || { client: { equals: user.id } }
}

/** The calls and who reads them, with what Payload does by itself, on the desk's tables. */
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
      ...[
        'vapiCallId',
        'callType',
        'vapiAssistantId',
        'vapiPhoneNumber',
        'customerName',
        'customerPhone',
        'endedReason',
        'outcome',
        'serviceName',
        'currency',
        'successEvaluation',
      ].map(text),
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
      { name: 'messages', type: 'json' },
      { name: 'structuredData', type: 'json' },
      { name: 'costBreakdown', type: 'json' },
      { name: 'startedAt', type: 'date' },
      { name: 'endedAt', type: 'date' },
      { name: 'reportedAt', type: 'date' },
      { name: 'durationSeconds', type: 'number' },
      { name: 'price', type: 'number' },
      { name: 'cost', type: 'number' },
      { name: 'hasRecording', type: 'checkbox' },
    ],
    slug: 'call-summaries',
  },
]
