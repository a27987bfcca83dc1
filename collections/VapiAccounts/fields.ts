import type { Field } from 'payload'
import { fieldCan, inPerson, nobody } from '../../src/access/rules'
import { ACCOUNT_STATUSES, REGIONS } from '../../src/vapiAccount/accounts/statuses'

const written = {
  create: inPerson(fieldCan('vapi-accounts.add')),
  update: inPerson(fieldCan('vapi-accounts.change')),
}

const byTheDesk = { create: nobody, update: nobody }

/** The fields of an account. The desk writes what it learned from Vapi; nobody reads the key. */
export const accountFields: Field[] = [
  {
    admin: { description: 'For you, such as the name of the organisation at Vapi.' },
    label: 'Label',
    maxLength: 80,
    name: 'label',
    required: true,
    type: 'text',
  },
  {
    access: { ...written },
    admin: { description: 'Where the organisation is. Its key works only there.' },
    defaultValue: 'us',
    label: 'Region',
    name: 'region',
    options: [...REGIONS],
    required: true,
    type: 'select',
  },
  {
    access: { ...written, read: () => false },
    admin: {
      autoComplete: 'off',
      components: { Field: '/src/components/VapiAccount#KeyField' },
      description:
        'The private key of the organisation. It is checked, encrypted and never shown again.',
      disableBulkEdit: true,
      disableListColumn: true,
      disableListFilter: true,
    },
    label: 'API key',
    maxLength: 500,
    name: 'key',
    type: 'text',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    label: 'Key ends with',
    name: 'keyLastFour',
    type: 'text',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    index: true,
    label: 'Organisation',
    name: 'orgId',
    type: 'text',
    unique: true,
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    defaultValue: 'unchecked',
    label: 'Status',
    name: 'status',
    options: [...ACCOUNT_STATUSES],
    type: 'select',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    label: 'Problem',
    name: 'problem',
    type: 'text',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    label: 'Status since',
    name: 'statusSince',
    type: 'date',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    label: 'Vapi keeps calls for (days)',
    name: 'retentionDays',
    type: 'number',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    label: 'Retention learned at',
    name: 'retentionLearnedAt',
    type: 'date',
  },
  {
    access: byTheDesk,
    admin: { readOnly: true },
    label: 'Last checked',
    name: 'lastCheckedAt',
    type: 'date',
  },
]
