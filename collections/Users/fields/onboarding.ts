import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { Field } from 'payload'
import { fieldCan, nobody } from '../../../src/access/rules'
import { SETUP_STATUSES } from '../../../src/clients/setupStatus'
import { forStaff, writtenByStaff } from './access'

/** The client's setup status and notes. */
export const onboardingFields: Field[] = [
  {
    access: writtenByStaff,
    admin: {
      components: {
        Cell: '/src/components/SetupStatusCell#SetupStatusCell',
        Field: '/src/components/SetupPath#SetupPath',
      },
    },
    defaultValue: 'not_started',
    hooks: { beforeValidate: [({ value }) => (value === null ? 'not_started' : value)] },
    index: true,
    label: 'Setup status',
    name: 'setupStatus',
    options: [...SETUP_STATUSES],
    type: 'select',
  },
  {
    admin: {
      components: { Field: '/src/components/WelcomeMail#WelcomeMail' },
      disableListColumn: true,
    },
    name: 'welcomeMail',
    type: 'ui',
  },
  {
    admin: {
      components: { Field: '/src/components/MailNotice#MailNotice' },
      disableListColumn: true,
    },
    name: 'welcomeNotice',
    type: 'ui',
  },
  {
    // A trigger writes it, however the status is changed.
    access: { create: nobody, read: fieldCan('users.view'), update: nobody },
    admin: {
      components: { Cell: '/src/components/WhenCell#WhenCell' },
      condition: (data) => Boolean(data?.setupStatusSince),
      date: { pickerAppearance: 'dayAndTime' },
      disableBulkEdit: true,
      readOnly: true,
    },
    label: 'In this status since',
    name: 'setupStatusSince',
    type: 'date',
  },
  {
    access: forStaff,
    admin: { description: 'Clients never see these notes.', disableListColumn: true },
    editor: lexicalEditor(),
    label: 'Admin notes',
    name: 'adminNotes',
    type: 'richText',
  },
]
