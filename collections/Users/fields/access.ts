import { fieldCan } from '../../../src/access/rules'

/** Access of fields that a client reads in its own profile and only staff write. */
export const writtenByStaff = {
  create: fieldCan('users.add'),
  update: fieldCan('users.change'),
}

/** Access of fields that only staff read and write. */
export const forStaff = { ...writtenByStaff, read: fieldCan('users.view') }
