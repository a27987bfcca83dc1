import type { Field } from 'payload'
import { nobody } from '../../../src/access/rules'

const systemDate = { create: nobody, update: nobody }

/** When the account came and was last used. */
export const dateFields: Field[] = [
  {
    access: systemDate,
    admin: { date: { pickerAppearance: 'dayAndTime' }, disableBulkEdit: true, readOnly: true },
    name: 'lastLogin',
    type: 'date',
  },
  {
    access: systemDate,
    admin: { date: { pickerAppearance: 'dayAndTime' }, disableBulkEdit: true, readOnly: true },
    label: 'Date joined',
    name: 'createdAt',
    type: 'date',
  },
]
