import { fieldCan, inPerson } from '../../../src/access/rules'

/** Access to fields that only staff may write. Clients can read them in their own profile. */
export const writtenByStaff = {
  create: fieldCan('users.add'),
  update: fieldCan('users.change'),
}

/** Access to fields that only staff may read and write. */
export const forStaff = { ...writtenByStaff, read: fieldCan('users.view') }

/** Access to fields that change the rights, state or owner of an account. API keys may not write them. */
export const writtenInPerson = {
  create: inPerson(writtenByStaff.create),
  update: inPerson(writtenByStaff.update),
}

/** Access to webhook credentials: staff who may change the client, but not by API key. */
export const forStaffInPerson = { ...writtenInPerson, read: inPerson(fieldCan('users.change')) }
