import type { Field } from 'payload'
import { relationName } from '../shared/relationName'
import { textCell } from '../shared/textCell'

const half = { width: '50%' }

const when = {
  ...half,
  components: { Cell: '/src/components/ClientWhenCell#ClientWhenCell' },
  date: { pickerAppearance: 'dayAndTime' as const },
}

/** Hides a field that has no value. */
const ifGiven = (name: string) => ({
  condition: (data: Record<string, unknown>) => Boolean(data?.[name]),
})

/** The fields of a notification. Nobody can edit them. */
export const notificationFields: Field[] = [
  {
    fields: [
      {
        admin: {
          ...half,
          components: { Cell: '/src/components/NotificationStateCell#NotificationStateCell' },
        },
        name: 'state',
        options: [
          { label: 'Waiting', value: 'waiting' },
          { label: 'Sending', value: 'sending' },
          { label: 'Sent', value: 'sent' },
          { label: 'Not needed', value: 'not_needed' },
          { label: 'Failed', value: 'dead' },
        ],
        required: true,
        type: 'select',
      },
      {
        admin: half,
        name: 'channel',
        options: [
          { label: 'Email', value: 'email' },
          { label: 'SMS', value: 'sms' },
        ],
        required: true,
        type: 'select',
      },
    ],
    type: 'row',
  },
  { admin: { ...ifGiven('problem'), components: textCell }, name: 'problem', type: 'text' },
  {
    fields: [
      {
        admin: { ...half, components: relationName },
        name: 'client',
        relationTo: 'users',
        required: true,
        type: 'relationship',
      },
      {
        admin: { ...half, components: relationName },
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
      {
        admin: half,
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
        admin: { ...half, ...ifGiven('vapiCallId') },
        label: 'Vapi call ID',
        name: 'vapiCallId',
        type: 'text',
      },
      // The day or week of a digest, such as 2026-11-22 or 2026-W47.
      { admin: { ...half, ...ifGiven('period') }, name: 'period', type: 'text' },
    ],
    type: 'row',
  },
  {
    fields: [
      { admin: when, label: 'Due', name: 'dueAt', required: true, type: 'date' },
      { admin: when, label: 'Sent', name: 'sentAt', type: 'date' },
    ],
    type: 'row',
  },
  {
    fields: [
      { admin: half, defaultValue: 0, name: 'attempts', required: true, type: 'number' },
      { admin: when, label: 'First tried', name: 'firstTriedAt', type: 'date' },
    ],
    type: 'row',
  },
  {
    admin: { ...ifGiven('providerId'), description: 'The provider’s ID for this message.' },
    label: 'Provider ID',
    name: 'providerId',
    type: 'text',
  },
  // Which process is sending it, and until when no other process may.
  { admin: { hidden: true }, hidden: true, name: 'lease', type: 'text' },
  { admin: { hidden: true }, hidden: true, name: 'leasedUntil', type: 'date' },
]
