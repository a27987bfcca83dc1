import type { Field } from 'payload'
import { textCell } from '../../shared/textCell'

// Long calls exceed Payload's default of 40,000 characters for texts.
const MAX_TEXT = 20_000_000
// As ingest cuts them: an entry of an index holds 2,704 bytes.
const MAX_INDEXED_TEXT = 500

/** What was said and what came of it. */
export const contentFields: Field[] = [
  { admin: { rows: 4 }, maxLength: MAX_TEXT, name: 'summary', type: 'textarea' },
  {
    fields: [
      {
        admin: { components: textCell, width: '50%' },
        label: 'Caller name',
        name: 'customerName',
        type: 'text',
      },
      {
        admin: { components: textCell, width: '50%' },
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
        maxLength: MAX_INDEXED_TEXT,
        name: 'outcome',
        type: 'text',
      },
      {
        admin: { components: textCell, width: '35%' },
        label: 'Service',
        maxLength: MAX_TEXT,
        name: 'serviceName',
        type: 'text',
      },
      {
        admin: { components: { Cell: '/src/components/PriceCell#PriceCell' }, width: '15%' },
        name: 'price',
        type: 'number',
      },
      { admin: { width: '15%' }, name: 'currency', type: 'text' },
    ],
    type: 'row',
  },
  {
    admin: {
      components: { Field: '/src/components/Conversation#Conversation' },
      disableListColumn: true,
      disableListFilter: true,
    },
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
    maxLength: MAX_TEXT,
    name: 'transcript',
    type: 'textarea',
  },
]
