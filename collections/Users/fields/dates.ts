import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'

const systemDate = { create: nobody, update: nobody }

const systemDateAdmin = {
  components: { Cell: '/src/components/WhenCell#WhenCell' },
  date: { pickerAppearance: 'dayAndTime' as const },
  disableBulkEdit: true,
  readOnly: true,
}

/** When the account came and was last used. */
export const dateFields: Field[] = [
  {
    access: systemDate,
    admin: systemDateAdmin,
    name: 'lastLogin',
    type: 'date',
  },
  {
    access: systemDate,
    admin: systemDateAdmin,
    label: 'Date joined',
    name: 'createdAt',
    type: 'date',
  },
]
