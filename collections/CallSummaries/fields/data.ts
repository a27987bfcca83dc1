import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'
import { api } from '../../../src/openapi/notes'
import { OWN_VALUES } from '../../../src/openapi/ownFields'
import { sourceField } from '../../shared/sourceField'
import { validateOwnFields } from '../hooks/validateOwnFields'
import { forStaff } from './forStaff'
import { ownFieldColumns } from './ownFieldColumns'

const unlisted = { disableListColumn: true, disableListFilter: true } as const

/** What the agent extracted, and what the call cost the agency. */
export const dataFields: Field[] = [
  {
    admin: { description: 'Vapi’s own evaluation of the call, by the agent’s rubric.' },
    label: 'Success evaluation',
    name: 'successEvaluation',
    type: 'text',
  },
  {
    admin: {
      ...unlisted,
      components: { Field: '/src/components/StoredText#StoredText' },
      description: 'Every custom field that the agent sent.',
    },
    custom: api(
      'Every custom field that the agent sent, by its own names. Not in lists unless selected.',
    ),
    label: 'Structured data',
    name: 'structuredData',
    type: 'json',
  },
  {
    admin: {
      ...unlisted,
      components: { Field: '/src/components/OwnFields#OwnFields' },
      description: 'Fields of this client, from its mapping.',
    },
    custom: api(
      'The fields that your agency has set up for you, by key. Not there: no value.',
      OWN_VALUES,
    ),
    label: 'Own fields',
    name: 'fields',
    type: 'json',
    validate: validateOwnFields,
  },
  ...ownFieldColumns,
  {
    access: { ...forStaff, create: nobody, update: nobody },
    admin: { ...unlisted, hidden: true },
    label: 'Where values come from',
    name: 'evidence',
    type: 'json',
  },
  {
    ...sourceField,
    access: { ...forStaff, create: nobody, update: nobody },
    admin: { readOnly: true },
  },
  {
    access: forStaff,
    admin: { description: 'USD, paid to Vapi. Clients never see it.', readOnly: true },
    label: 'Cost (USD)',
    name: 'cost',
    type: 'number',
  },
  {
    access: forStaff,
    admin: { ...unlisted, components: { Field: '/src/components/StoredText#StoredText' } },
    label: 'Cost breakdown',
    name: 'costBreakdown',
    type: 'json',
  },
  // Which fields a person set, and when. Written by `stampEdits`, and shown below each of these fields.
  {
    access: { ...forStaff, create: nobody, update: nobody },
    admin: { ...unlisted, hidden: true },
    label: 'Set by a person',
    name: 'edits',
    type: 'json',
  },
  {
    access: { create: nobody, read: nobody, update: nobody },
    admin: { ...unlisted, hidden: true },
    hidden: true,
    name: 'fieldTimes',
    type: 'json',
  },
]
