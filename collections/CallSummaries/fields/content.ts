import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'
import { LISTED_SUMMARY } from '../../../src/database/lists/truncated'
import { api } from '../../../src/openapi/notes'
import { PHONE_SOURCES, type PhoneSource } from '../../../src/vapi/callerPhone'
import { phoneCell } from '../../shared/phoneCell'

// Long calls exceed Payload's default of 40,000 characters for texts.
const MAX_TEXT = 20_000_000
// Ingest cuts texts at the same length. An index entry can have at most 2,704 bytes.
const MAX_INDEXED_TEXT = 500

const SOURCE_LABELS = {
  caller: 'The line',
  told: 'Told to the agent',
  withheld: 'Withheld',
} satisfies Record<PhoneSource, string>

/** The JSON schema of `messages`, for the API's documentation. */
const TURNS = {
  items: {
    properties: {
      at: { description: 'Seconds from the start of the call.', type: ['number', 'null'] },
      role: { enum: ['assistant', 'user', 'tool'], type: 'string' },
      text: { type: 'string' },
    },
    required: ['role', 'text'],
    type: 'object',
  },
  type: ['array', 'null'],
}

/** What was said, and the outcome. */
export const contentFields: Field[] = [
  {
    admin: { rows: 4 },
    custom: api(
      `What the call was about, in a few sentences. Lists show the first ${LISTED_SUMMARY.toLocaleString('en')} characters; a longer summary is named in \`truncated\`.`,
    ),
    maxLength: MAX_TEXT,
    name: 'summary',
    type: 'textarea',
  },
  {
    fields: [
      {
        admin: {
          components: { Cell: '/src/components/CallerCell#CallerCell' },
          width: '40%',
        },
        custom: api('The caller.'),
        label: 'Caller',
        name: 'customerName',
        type: 'text',
      },
      {
        admin: { components: phoneCell, width: '35%' },
        custom: api('The caller’s number, in E.164 if possible, otherwise as given.'),
        label: 'Caller phone',
        maxLength: MAX_INDEXED_TEXT,
        name: 'customerPhone',
        type: 'text',
      },
      {
        // Describes the number from a report. A number that a person set has no source.
        access: { create: nobody, update: nobody },
        admin: { readOnly: true, width: '25%' },
        custom: api(
          'Where the caller’s number comes from: `caller`, the phone line; `told`, what the agent or you wrote down; `withheld`, hidden by the caller, so that there is no number unless it was told. Null if unknown, and if a person set the number.',
        ),
        label: 'Phone source',
        name: 'customerPhoneSource',
        options: PHONE_SOURCES.map((value) => ({ label: SOURCE_LABELS[value], value })),
        type: 'select',
      },
    ],
    type: 'row',
  },
  {
    fields: [
      {
        admin: { components: { Cell: '/src/components/OutcomeCell#OutcomeCell' }, width: '35%' },
        custom: api(
          'The outcome of the call: the key of one of your agency’s outcomes, or the agent’s words.',
        ),
        maxLength: MAX_INDEXED_TEXT,
        name: 'outcome',
        type: 'text',
      },
      {
        admin: { components: { Cell: '/src/components/ServiceCell#ServiceCell' }, width: '35%' },
        custom: api('What the caller wanted, in the agent’s words.'),
        label: 'Service',
        maxLength: MAX_TEXT,
        name: 'serviceName',
        type: 'text',
      },
      {
        admin: { components: { Cell: '/src/components/PriceCell#PriceCell' }, width: '15%' },
        custom: api('In `currency`.'),
        name: 'price',
        type: 'number',
      },
      {
        admin: { width: '15%' },
        custom: api('ISO 4217: the currency of the price, or else your own.'),
        name: 'currency',
        type: 'text',
      },
    ],
    type: 'row',
  },
  {
    admin: {
      components: { Field: '/src/components/Conversation#Conversation' },
      disableListColumn: true,
      disableListFilter: true,
    },
    custom: api('What was said, turn by turn. Not in lists unless selected.', TURNS),
    label: 'Conversation',
    name: 'messages',
    type: 'json',
  },
  {
    admin: {
      // `messages` show the same in a form that is easier to read.
      condition: (data) => !Array.isArray(data?.messages) || data.messages.length === 0,
      disableListColumn: true,
      readOnly: true,
      rows: 12,
    },
    custom: api('What was said, as one text. Not in lists unless selected.'),
    maxLength: MAX_TEXT,
    name: 'transcript',
    type: 'textarea',
  },
]
