import type { Field } from 'payload'
import { fieldCan } from '../../../src/access/rules'
import { validateAssistantIDs } from '../../../src/vapiAccount/assistantIDs'
import { forStaff, writtenInPerson } from './access'

const forStaffOnly = { ...writtenInPerson, read: fieldCan('users.view') }

/** At which account of Vapi the client's agents are. It decides whose calls the desk may fetch for the client. */
export const vapiAccountField: Field = {
  access: forStaffOnly,
  admin: {
    description: 'Lets the desk set the webhook, watch it, and fetch calls that are missing.',
    disableBulkEdit: true,
  },
  label: 'Vapi account',
  // Users are remembered between requests. A copy of the account in them would become stale.
  maxDepth: 0,
  name: 'vapiAccount',
  relationTo: 'vapi-accounts',
  type: 'relationship',
}

/** Which of the account's agents and numbers are the client's, beside the first ones. */
export const atVapiFields: Field[] = [
  {
    access: forStaff,
    admin: {
      components: { Field: '/src/components/VapiAssistants#FurtherAssistants' },
      disableBulkEdit: true,
      disableListColumn: true,
      disableListFilter: true,
    },
    label: 'Further assistants',
    name: 'vapiAssistantIds',
    type: 'json',
    validate: validateAssistantIDs,
  },
  {
    access: forStaff,
    admin: {
      components: { Field: '/src/components/VapiAssistants#VapiPhoneNumberID' },
      disableBulkEdit: true,
      disableListColumn: true,
    },
    index: true,
    label: 'Vapi phone number ID',
    maxLength: 200,
    name: 'vapiPhoneNumberId',
    type: 'text',
  },
]
