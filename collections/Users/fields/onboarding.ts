import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { Field } from 'payload'
import { SETUP_STATUSES } from '../../../src/setupStatus'
import { forStaff, writtenByStaff } from './access'

/** How far the client's set-up has come. */
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
    access: forStaff,
    admin: { description: 'The client never sees these.', disableListColumn: true },
    editor: lexicalEditor(),
    name: 'adminNotes',
    type: 'richText',
  },
]
