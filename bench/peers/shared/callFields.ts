import type { Field } from 'payload'

export const text = (name: string): Field => ({ name, type: 'text' })

/** The fields of a call that all apps store in the same way, with the same names as in the desk. */
export const callFields: Field[] = [
  ...[
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
]
