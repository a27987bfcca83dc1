import type { Field } from 'payload'
import { holds } from '../../../src/access/holds'
import { nobody } from '../../../src/access/rules'
import { api } from '../../../src/openapi/notes'

/**
 * What to call the user everywhere: the business, else the person, else the e-mail. Kept by a trigger,
 * whichever way those are written. Read like the e-mail that it may be; asked without a document, as for
 * filters and sorts, it is for those who may read all of them.
 */
export const labelField: Field = {
  access: {
    create: nobody,
    read: async ({ id, req }) =>
      (id !== undefined && id === req.user?.id) || (await holds(req, 'users.view')),
    update: nobody,
  },
  admin: { disableBulkEdit: true, disableListColumn: true, hidden: true },
  custom: api('What the desk calls you: your business, else your name, else your email.'),
  index: true,
  name: 'label',
  type: 'text',
}
