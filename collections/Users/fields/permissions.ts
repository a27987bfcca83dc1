import type { Field } from 'payload'
import { fieldForSuperusers, inPerson } from '../../../src/access/rules'
import { writtenInPerson } from './access'

// Only superusers grant rights. Otherwise staff could give themselves more.
const bySuperusers = {
  create: inPerson(fieldForSuperusers),
  update: inPerson(fieldForSuperusers),
}

/** What the account may do. */
export const permissionFields: Field[] = [
  {
    access: writtenInPerson,
    admin: {
      components: { Cell: '/src/components/YesNoCell#YesNoCell' },
      description:
        'Switch off instead of deleting. Logins, sessions and API keys stop working immediately; reports are still accepted.',
    },
    defaultValue: true,
    index: true,
    label: 'Active',
    name: 'isActive',
    type: 'checkbox',
  },
  {
    access: bySuperusers,
    admin: { description: 'May enter this admin panel, with the permissions of the groups below.' },
    defaultValue: false,
    index: true,
    label: 'Staff',
    name: 'isStaff',
    type: 'checkbox',
  },
  {
    access: bySuperusers,
    admin: { description: 'May do everything.' },
    defaultValue: false,
    label: 'Superuser',
    name: 'isSuperuser',
    type: 'checkbox',
  },
  {
    access: bySuperusers,
    hasMany: true,
    name: 'groups',
    relationTo: 'groups',
    type: 'relationship',
  },
]
