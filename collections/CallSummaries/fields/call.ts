import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'
import { api } from '../../../src/openapi/notes'
import { ENDED_GROUPS, ENDED_LABELS } from '../../../src/vapi/endedReason'
import { isTestCallID } from '../../../src/vapi/testCall'
import { phoneCell } from '../../shared/phoneCell'
import { relationName } from '../../shared/relationName'
import { forStaff } from './forStaff'

const readOnly = { readOnly: true } as const
const date = { date: { pickerAppearance: 'dayAndTime' as const }, readOnly: true }

/** Facts about the call from Vapi: who called, when, and how it ended. */
export const callFields: Field[] = [
  {
    admin: { ...readOnly, components: relationName },
    custom: api('The client that the call belongs to: your id.'),
    name: 'client',
    relationTo: 'users',
    required: true,
    type: 'relationship',
  },
  {
    admin: readOnly,
    custom: api('Vapi’s id of the call.'),
    label: 'Vapi call ID',
    name: 'vapiCallId',
    required: true,
    type: 'text',
  },
  {
    admin: readOnly,
    custom: api('Vapi’s type of the call, such as `inboundPhoneCall`.'),
    label: 'Call type',
    name: 'callType',
    type: 'text',
  },
  {
    access: forStaff,
    admin: readOnly,
    label: 'Vapi assistant ID',
    name: 'vapiAssistantId',
    type: 'text',
  },
  {
    admin: { ...readOnly, components: phoneCell },
    custom: api('Your phone number at Vapi, which was called or made the call.'),
    label: 'Vapi phone',
    name: 'vapiPhoneNumber',
    type: 'text',
  },
  {
    admin: { ...date, components: { Cell: '/src/components/ClientWhenCell#ClientWhenCell' } },
    custom: api('When the call began.'),
    label: 'Started',
    name: 'startedAt',
    type: 'date',
  },
  {
    admin: date,
    custom: api('When the call ended.'),
    label: 'Ended',
    name: 'endedAt',
    type: 'date',
  },
  {
    admin: { ...readOnly, components: { Cell: '/src/components/DurationCell#DurationCell' } },
    custom: api('In seconds.'),
    label: 'Duration',
    name: 'durationSeconds',
    type: 'number',
  },
  {
    admin: {
      ...readOnly,
      components: { Cell: '/src/components/EndedCell#EndedCell' },
    },
    custom: api('How the call ended.'),
    defaultValue: 'unknown',
    label: 'Ended',
    name: 'endedGroup',
    options: ENDED_GROUPS.map((value) => ({ label: ENDED_LABELS[value], value })),
    type: 'select',
  },
  {
    admin: { ...readOnly, description: 'Vapi’s own reason for the end of the call.' },
    label: 'Ended reason',
    name: 'endedReason',
    type: 'text',
  },
  {
    admin: readOnly,
    custom: api('Whether there is a recording at Vapi.'),
    label: 'Recorded',
    name: 'hasRecording',
    type: 'checkbox',
  },
  {
    admin: { ...date, components: { Cell: '/src/components/ClientWhenCell#ClientWhenCell' } },
    custom: api('When the call was last reported.'),
    index: true,
    label: 'Reported',
    name: 'reportedAt',
    type: 'date',
  },
  {
    access: { ...forStaff, create: nobody, update: nobody },
    admin: {
      ...readOnly,
      components: { Cell: '/src/components/TestMark#TestCell' },
      description:
        'Sent by the desk’s connection test. Clients never see it, and no figure counts it.',
    },
    // Derived from the id, also for a call that is created over the API.
    hooks: {
      beforeChange: [
        ({ data, operation, value }) =>
          operation === 'create' ? isTestCallID(data?.vapiCallId) : value,
      ],
    },
    defaultValue: false,
    label: 'Test call',
    name: 'isTest',
    type: 'checkbox',
  },
]
