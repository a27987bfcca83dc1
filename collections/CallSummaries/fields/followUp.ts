import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'
import { api } from '../../../src/openapi/notes'

// Own statements write them: an update of Payload's would write every column of the call.
const ownStatements = { create: nobody, update: nobody }
const readOnly = { disableBulkEdit: true, readOnly: true } as const
const date = { ...readOnly, date: { pickerAppearance: 'dayAndTime' as const } }
const MAX_NOTE = 1_000

/** What is still to be done about a call, and what the client said was wrong with it. */
export const followUpFields: Field[] = [
  {
    access: ownStatements,
    admin: readOnly,
    custom: api('Whether there is something to do about the call: `open`, `done`, or null.'),
    label: 'To do',
    name: 'followUp',
    options: [
      { label: 'To do', value: 'open' },
      { label: 'Done', value: 'done' },
    ],
    type: 'select',
  },
  {
    access: ownStatements,
    admin: date,
    custom: api('Until when it should be done.'),
    label: 'Due',
    name: 'followUpDueAt',
    type: 'date',
  },
  {
    access: ownStatements,
    admin: readOnly,
    custom: api('A note about what is to be done, or what was done.'),
    label: 'Note',
    maxLength: MAX_NOTE,
    name: 'followUpNote',
    type: 'textarea',
  },
  {
    access: ownStatements,
    admin: readOnly,
    custom: api('Who changed it last: `rule`, the client’s rule; `client`; or `staff`.'),
    label: 'Set by',
    name: 'followUpBy',
    options: [
      { label: 'Rule', value: 'rule' },
      { label: 'Client', value: 'client' },
      { label: 'Staff', value: 'staff' },
    ],
    type: 'select',
  },
  {
    access: ownStatements,
    admin: date,
    custom: api(
      'When it was changed last. Null: nobody has touched it, and no rule has opened it.',
    ),
    label: 'Set at',
    name: 'followUpAt',
    type: 'date',
  },
  {
    access: ownStatements,
    admin: { disableBulkEdit: true, readOnly: true },
    custom: api(
      'What the client reported as wrong, and what the agency answered. All null: nothing.',
    ),
    fields: [
      {
        custom: api('What was wrong: `summary`, `outcome`, `caller`, `price` or `other`.'),
        name: 'reason',
        options: [
          { label: 'Summary', value: 'summary' },
          { label: 'Outcome', value: 'outcome' },
          { label: 'Caller', value: 'caller' },
          { label: 'Price', value: 'price' },
          { label: 'Something else', value: 'other' },
        ],
        type: 'select',
      },
      {
        custom: api('What the client wrote.'),
        maxLength: MAX_NOTE,
        name: 'text',
        type: 'textarea',
      },
      {
        admin: { date: { pickerAppearance: 'dayAndTime' } },
        custom: api('When the client wrote it.'),
        name: 'at',
        type: 'date',
      },
      {
        custom: api('`new`, `answered` or `closed`.'),
        name: 'state',
        options: [
          { label: 'New', value: 'new' },
          { label: 'Answered', value: 'answered' },
          { label: 'Closed', value: 'closed' },
        ],
        type: 'select',
      },
      {
        custom: api('What the agency answered.'),
        maxLength: MAX_NOTE,
        name: 'answer',
        type: 'textarea',
      },
    ],
    label: 'Reported as wrong',
    name: 'feedback',
    type: 'group',
  },
]
