import type { Field } from 'payload'
import { fieldCan, inPerson, nobody } from '../../../src/access/rules'
import { validateClientMapping } from '../../FieldMapping/validateMapping'
import { writtenInPerson } from './access'
import { isOfClient } from './isOfClient'

/**
 * What the data of this client's agent means, and the fields of its own. Outside of the form's tabs, because it is on a
 * page of its own.
 */
export const mappingFields: Field[] = [
  {
    access: { ...writtenInPerson, read: inPerson(fieldCan('users.view')) },
    admin: {
      condition: isOfClient,
      components: { Field: '/src/components/FieldMapping#ClientFieldMapping' },
      disableBulkEdit: true,
      disableListColumn: true,
      disableListFilter: true,
    },
    label: 'Field mapping',
    name: 'fieldMapping',
    type: 'json',
    validate: validateClientMapping,
  },
]

/**
 * A password hash of the system that the client moved in from, in Django's format. It is checked once and replaced
 * by Payload's own.
 */
export const foreignHashField: Field = {
  access: { create: nobody, read: nobody, update: nobody },
  hidden: true,
  name: 'foreignHash',
  type: 'text',
}
