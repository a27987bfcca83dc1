import type { CollectionConfig, Field } from 'payload'
import { auditHistory } from '../../endpoints/auditHistory'
import { auditTouched } from '../../endpoints/auditTouched'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { readHistory } from '../../src/access/history'
import { nobody } from '../../src/access/rules'
import {
  ACTOR_KINDS,
  AUDIT_ACTIONS,
  AUDITED_COLLECTIONS,
  AUDITED_GLOBALS,
} from '../../src/audit/actions'
import { boundPage } from '../shared/boundPage'
import { clampLimit } from '../shared/clampLimit'
import { countTouched } from './hooks/countTouched'

const half = { width: '50%' }

const whoFields: Field[] = [
  {
    fields: [
      {
        admin: { ...half, components: { Cell: '/src/components/History/WhoCell#WhoCell' } },
        label: 'Actor',
        name: 'actorLabel',
        type: 'text',
      },
      { admin: half, label: 'Email', name: 'actorEmail', type: 'text' },
    ],
    type: 'row',
  },
  {
    fields: [
      {
        admin: half,
        label: 'Role',
        name: 'actorKind',
        options: [...ACTOR_KINDS],
        required: true,
        type: 'select',
      },
      { admin: half, label: 'User ID', name: 'actor', type: 'text' },
    ],
    type: 'row',
  },
  {
    fields: [
      { admin: half, label: 'API key', name: 'via', type: 'text' },
      { admin: half, label: 'IP address', name: 'ip', type: 'text' },
    ],
    type: 'row',
  },
]

const whatFields: Field[] = [
  {
    fields: [
      {
        admin: half,
        name: 'action',
        options: [...AUDIT_ACTIONS],
        required: true,
        type: 'select',
      },
      {
        admin: half,
        name: 'collection',
        options: [...AUDITED_COLLECTIONS, ...AUDITED_GLOBALS],
        required: true,
        type: 'select',
      },
    ],
    type: 'row',
  },
  {
    fields: [
      { admin: half, label: 'Subject', name: 'label', type: 'text' },
      { admin: half, label: 'Document ID', name: 'document', type: 'text' },
    ],
    type: 'row',
  },
]

/**
 * Who did what, and when. Entries are written by SQL in the transaction of the change (`src/audit/record.ts`).
 * Nobody may change them, and a trigger prevents it. Payload's versions would store whole documents, with
 * secrets and transcripts, would not record logins, and would double every write.
 */
export const AuditLog: CollectionConfig<'audit-log'> = {
  access: { create: nobody, delete: nobody, read: readHistory, update: nobody },
  admin: {
    components: {
      beforeListTable: ['/src/components/History/Filters#HistoryFilters'],
    },
    defaultColumns: ['at', 'what', 'actorLabel', 'ip'],
    description: 'Who did what, and when. Entries cannot be changed.',
    group: 'Desk',
    hidden: hiddenWithout('audit-log.view'),
    hideAPIURL: true,
    listSearchableFields: ['actorLabel', 'actorEmail', 'label', 'document', 'ip'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'label',
  },
  defaultSort: ['-at', '-id'],
  disableDuplicate: true,
  endpoints: [auditHistory, auditTouched],
  fields: [
    {
      admin: {
        components: {
          Cell: '/src/components/History/WhatCell#WhatCell',
          Field: '/src/components/History/EntryField#EntryField',
        },
      },
      label: 'Event',
      name: 'what',
      type: 'ui',
    },
    {
      admin: {
        components: { Cell: '/src/components/WhenCell#WhenCell' },
        date: { pickerAppearance: 'dayAndTime' },
      },
      index: true,
      label: 'When',
      name: 'at',
      required: true,
      type: 'date',
    },
    ...whoFields,
    ...whatFields,
    // The field `what` shows it.
    {
      admin: { disableListColumn: true, disableListFilter: true, hidden: true },
      name: 'changes',
      type: 'json',
    },
    {
      admin: { disableListFilter: true, hidden: true },
      label: 'Documents',
      name: 'touchedCount',
      type: 'number',
      virtual: true,
    },
    {
      access: { create: nobody, read: nobody, update: nobody },
      hidden: true,
      name: 'onceKey',
      type: 'text',
      unique: true,
    },
  ],
  graphQL: { disableMutations: true },
  hooks: {
    afterOperation: [countTouched],
    beforeOperation: [clampLimit, boundPage],
  },
  indexes: [
    { fields: ['collection', 'document', 'at'] },
    { fields: ['actor', 'at'] },
    { fields: ['action', 'at'] },
  ],
  labels: { plural: 'History', singular: 'Entry' },
  lockDocuments: false,
  slug: 'audit-log',
  timestamps: false,
}
