import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'

const readOnlyDate = {
  access: { create: nobody, update: nobody },
  admin: {
    components: { Cell: '/src/components/WhenCell#WhenCell' },
    date: { pickerAppearance: 'dayAndTime' },
    disableBulkEdit: true,
    readOnly: true,
  },
  type: 'date',
} satisfies Partial<Field>

/**
 * Payload's own date of creation, under Django's name. It must stand outside the tabs, or Payload
 * adds another; the tab shows it through `dateJoined`.
 */
export const joinedField: Field = {
  ...readOnlyDate,
  admin: {
    ...readOnlyDate.admin,
    components: { ...readOnlyDate.admin.components, Field: false },
  },
  index: true,
  label: 'Date joined',
  name: 'createdAt',
}

/** When the account was last used, and when it came. */
export const dateFields: Field[] = [
  { ...readOnlyDate, name: 'lastLogin' },
  {
    admin: {
      components: { Field: '/src/components/JoinedDate#JoinedDate' },
      disableListColumn: true,
    },
    label: 'Date joined',
    name: 'dateJoined',
    type: 'ui',
  },
]
