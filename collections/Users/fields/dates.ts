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
 * Payload's own creation date, with Django's label. It has to be outside the tabs, or Payload adds another one.
 * The tab shows it through `dateJoined`.
 */
export const joinedField: Field = {
  ...readOnlyDate,
  admin: {
    ...readOnlyDate.admin,
    components: { Cell: '/src/components/WhenCell#DayCell', Field: false },
  },
  index: true,
  label: 'Date joined',
  name: 'createdAt',
}

/** When the account was created, and when it was last used. */
export const dateFields: Field[] = [
  { ...readOnlyDate, label: 'Last login', name: 'lastLogin' },
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
