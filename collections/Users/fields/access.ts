import { fieldCan, inPerson } from '../../../src/access/rules'

/** Access of fields that a client reads in its own profile and only staff write. */
export const writtenByStaff = {
  create: fieldCan('users.add'),
  update: fieldCan('users.change'),
}

/** Access of fields that only staff read and write. */
export const forStaff = { ...writtenByStaff, read: fieldCan('users.view') }

/** Access of fields by which an account rises, ends or becomes somebody else's. No key writes them. */
export const writtenInPerson = {
  create: inPerson(writtenByStaff.create),
  update: inPerson(writtenByStaff.update),
}

/** Access of what opens a client's line: staff in person, who may change the client. */
export const forStaffInPerson = { ...writtenInPerson, read: inPerson(fieldCan('users.change')) }
