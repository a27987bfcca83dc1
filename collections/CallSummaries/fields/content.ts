import type { Field } from 'payload'
import { api } from '../../../src/openapi/notes'
import { textCell } from '../../shared/textCell'

// Long calls exceed Payload's default of 40,000 characters for texts.
const MAX_TEXT = 20_000_000
// As ingest cuts them: an entry of an index holds 2,704 bytes.
const MAX_INDEXED_TEXT = 500

/** As `messages` are kept, for the documentation of the API. */
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

/** What was said and what came of it. */
export const contentFields: Field[] = [
  {
    admin: { rows: 4 },
    custom: api('What the call was about, in a few sentences.'),
    maxLength: MAX_TEXT,
    name: 'summary',
    type: 'textarea',
  },
  {
    fields: [
      {
        admin: { components: textCell, width: '50%' },
        custom: api('The caller.'),
        label: 'Caller name',
        name: 'customerName',
        type: 'text',
      },
      {
        admin: { components: textCell, width: '50%' },
        custom: api('The caller’s number: E.164 where it can be, as given otherwise.'),
        label: 'Caller phone',
        maxLength: MAX_INDEXED_TEXT,
        name: 'customerPhone',
        type: 'text',
      },
    ],
    type: 'row',
  },
  {
    fields: [
      {
        admin: { components: textCell, width: '35%' },
        custom: api('What came of the call, in the agent’s words.'),
        maxLength: MAX_INDEXED_TEXT,
        name: 'outcome',
        type: 'text',
      },
      {
        admin: { components: textCell, width: '35%' },
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
        custom: api('ISO 4217: the price’s own, else yours.'),
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
      // The dialogue shows the same, easier to read.
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
