import { fieldCan } from '../../../src/access/rules'

/** Fields a client may change in its own profile; the collection's access decides whose profile. */
export const OWN_PROFILE_FIELDS = [
  'name',
  'businessName',
  'phone',
  'businessType',
  'serviceHours',
  'timezone',
  'currency',
  'emailNotifications',
  'smsNotifications',
] as const

/** Access of fields that a client reads in its own profile and only staff write. */
export const writtenByStaff = {
  create: fieldCan('users.add'),
  update: fieldCan('users.change'),
}

/** Access of fields that only staff read and write. */
export const forStaff = { ...writtenByStaff, read: fieldCan('users.view') }
