import type { Field } from 'payload'
import { holds } from '../../../src/access/holds'
import { nobody } from '../../../src/access/rules'
import { api } from '../../../src/openapi/notes'

/**
 * The user's display name: the business name, the name or the e-mail. A trigger updates it, however those are
 * written. It has the same read access as the e-mail, which it can contain. Without a document, as for filters
 * and sorts, only users who may read all users have access.
 */
export const labelField: Field = {
  access: {
    create: nobody,
    read: async ({ id, req }) =>
      (id !== undefined && id === req.user?.id) || (await holds(req, 'users.view')),
    update: nobody,
  },
  admin: { disableBulkEdit: true, disableListColumn: true, hidden: true },
  custom: api('Your display name: your business name, or else your name, or else your email.'),
  index: true,
  name: 'label',
  type: 'text',
}
