import type { Field } from 'payload'
import { ENDED_GROUPS } from '../../../src/vapi/endedReason'
import { forStaff } from './forStaff'

const readOnly = { readOnly: true } as const
const date = { date: { pickerAppearance: 'dayAndTime' as const }, readOnly: true }

const ENDED_LABELS = {
  cancelled: 'Cancelled',
  completed: 'Completed',
  error: 'Error',
  no_answer: 'No answer',
  transfer_failed: 'Transfer failed',
  transferred: 'Transferred',
  unknown: 'Unknown',
  voicemail: 'Voicemail',
} satisfies Record<(typeof ENDED_GROUPS)[number], string>

/** The call as Vapi saw it: who, when, how it ended. */
export const callFields: Field[] = [
  {
    admin: readOnly,
    name: 'client',
    relationTo: 'users',
    required: true,
    type: 'relationship',
  },
  { admin: readOnly, label: 'Vapi call ID', name: 'vapiCallId', required: true, type: 'text' },
  { admin: readOnly, name: 'callType', type: 'text' },
  {
    access: forStaff,
    admin: readOnly,
    label: 'Vapi Assistant ID',
    name: 'vapiAssistantId',
    type: 'text',
  },
  { admin: readOnly, label: 'Vapi phone', name: 'vapiPhoneNumber', type: 'text' },
  {
    admin: { ...date, components: { Cell: '/src/components/WhenCell#WhenCell' } },
    label: 'Started',
    name: 'startedAt',
    type: 'date',
  },
  { admin: date, label: 'Ended', name: 'endedAt', type: 'date' },
  {
    admin: { ...readOnly, components: { Cell: '/src/components/DurationCell#DurationCell' } },
    label: 'Duration',
    name: 'durationSeconds',
    type: 'number',
  },
  {
    admin: {
      ...readOnly,
      components: { Cell: '/src/components/EndedCell#EndedCell' },
    },
    defaultValue: 'unknown',
    label: 'Ended',
    name: 'endedGroup',
    options: ENDED_GROUPS.map((value) => ({ label: ENDED_LABELS[value], value })),
    type: 'select',
  },
  {
    admin: { ...readOnly, description: 'Vapi’s own word for how the call ended.' },
    name: 'endedReason',
    type: 'text',
  },
  { admin: readOnly, label: 'Recorded', name: 'hasRecording', type: 'checkbox' },
  { admin: date, index: true, label: 'Reported', name: 'reportedAt', type: 'date' },
]
