import type { Field } from 'payload'
import { fieldCan, inPerson, nobody } from '../../src/access/rules'
import { ACCOUNT_STATUSES, REGIONS } from '../../src/vapiAccount/accounts/statuses'

const written = {
  create: inPerson(fieldCan('vapi-accounts.add')),
  update: inPerson(fieldCan('vapi-accounts.change')),
}

const byTheDesk = { create: nobody, update: nobody }

/** What the desk learned. The page says it in words, and the list has columns of it. */
const learned = { access: byTheDesk, admin: { hidden: true } } as const

/** The fields of an account. The desk writes what it learned from Vapi; nobody reads the key. */
export const accountFields: Field[] = [
  {
    fields: [
      {
        admin: {
          description: 'For you, such as the name of the organisation at Vapi.',
          width: '50%',
        },
        label: 'Name',
        maxLength: 80,
        name: 'label',
        required: true,
        type: 'text',
      },
      {
        access: { ...written },
        admin: {
          description: 'Where the organisation is. Its key works only there.',
          width: '50%',
        },
        defaultValue: 'us',
        label: 'Region',
        name: 'region',
        options: [...REGIONS],
        required: true,
        type: 'select',
      },
    ],
    type: 'row',
  },
  {
    // Nobody may read the stored one, so that the admin leaves this field out of its form: see `keyInput`.
    access: { ...written, read: nobody },
    admin: { disableBulkEdit: true, disableListColumn: true, disableListFilter: true },
    label: 'API key',
    maxLength: 500,
    name: 'key',
    type: 'text',
  },
  {
    admin: {
      components: { Field: '/src/components/VapiAccount#KeyInput' },
      disableListColumn: true,
    },
    name: 'keyInput',
    type: 'ui',
  },
  {
    admin: {
      components: { Field: '/src/components/VapiAccount#AccountState' },
      disableListColumn: true,
    },
    name: 'state',
    type: 'ui',
  },
  {
    ...learned,
    label: 'Key ends with',
    name: 'keyLastFour',
    type: 'text',
  },
  {
    ...learned,
    index: true,
    label: 'Organisation',
    name: 'orgId',
    type: 'text',
    unique: true,
  },
  {
    ...learned,
    defaultValue: 'unchecked',
    label: 'Status',
    name: 'status',
    options: [...ACCOUNT_STATUSES],
    type: 'select',
  },
  {
    ...learned,
    label: 'Problem',
    name: 'problem',
    type: 'text',
  },
  {
    access: byTheDesk,
    admin: { components: { Cell: '/src/components/WhenCell#WhenCell' }, hidden: true },
    label: 'Status since',
    name: 'statusSince',
    type: 'date',
  },
  {
    ...learned,
    label: 'Vapi keeps calls for (days)',
    name: 'retentionDays',
    type: 'number',
  },
  {
    ...learned,
    label: 'Retention learned at',
    name: 'retentionLearnedAt',
    type: 'date',
  },
  {
    access: byTheDesk,
    admin: { components: { Cell: '/src/components/WhenCell#WhenCell' }, hidden: true },
    label: 'Last checked',
    name: 'lastCheckedAt',
    type: 'date',
  },
]
