import type { Field } from 'payload'
import { fieldCan, nobody } from '../../../src/access/rules'
import { phoneCell } from '../../shared/phoneCell'
import { phoneField } from '../../shared/phoneField'
import { keepToken, omitFromLists, refuseBadToken, revealToken, showToken } from '../hooks/token'
import { forStaff, forStaffInPerson, writtenByStaff } from './access'
import { atVapiFields, vapiAccountField } from './atVapi'
import { recordingFields } from './recordings'
import { senderFields } from './sender'

/** The client's webhook, and the agent that posts to it. */
export const vapiFields: Field[] = [
  {
    admin: {
      components: { Field: '/src/components/WebhookUrl#WebhookUrl' },
      disableListColumn: true,
    },
    label: 'Webhook URL',
    name: 'webhookUrl',
    type: 'ui',
  },
  {
    admin: {
      components: { Field: '/src/components/DeliveryHealth#DeliveryHealth' },
      disableListColumn: true,
    },
    name: 'deliveryHealth',
    type: 'ui',
  },
  {
    admin: {
      components: { Field: '/src/components/TestCall#TestCall' },
      disableListColumn: true,
    },
    name: 'testCall',
    type: 'ui',
  },
  {
    access: forStaffInPerson,
    admin: {
      autoComplete: 'off',
      description:
        'Generated for you, or paste one that is already in use elsewhere: 20 to 128 letters, digits, “-”, “_”, “.” or “~”. Leave it empty to keep the current one.',
      disableBulkEdit: true,
      disableGroupBy: true,
      disableListColumn: true,
    },
    hooks: {
      afterRead: [revealToken, omitFromLists],
      beforeChange: [keepToken],
      beforeValidate: [refuseBadToken],
    },
    label: 'Vapi webhook token',
    name: 'vapiWebhookToken',
    type: 'text',
    validate: showToken,
  },
  {
    access: { create: nobody, read: nobody, update: nobody },
    hidden: true,
    name: 'vapiWebhookTokenIndex',
    type: 'text',
    unique: true,
  },
  {
    access: { create: nobody, read: fieldCan('users.view'), update: nobody },
    admin: {
      components: { Cell: '/src/components/TokenCell#TokenCell', Field: false },
      disableBulkEdit: true,
      disableListFilter: true,
    },
    label: 'Vapi token',
    name: 'hasVapiToken',
    type: 'checkbox',
    virtual: true,
  },
  ...senderFields,
  vapiAccountField,
  {
    fields: [
      {
        access: forStaff,
        admin: {
          components: { Field: '/src/components/VapiAssistants#VapiAssistantID' },
          description: 'For reference.',
          width: '50%',
        },
        index: true,
        label: 'Vapi assistant ID',
        name: 'vapiAssistantId',
        type: 'text',
      },
      phoneField({
        access: writtenByStaff,
        admin: {
          components: phoneCell,
          description: 'For reference, with country code.',
          width: '50%',
        },
        label: 'Vapi phone',
        name: 'vapiPhoneNumber',
      }),
    ],
    type: 'row',
  },
  ...atVapiFields,
  ...recordingFields,
  {
    admin: {
      components: { Field: '/src/components/ClientCallsLink#ClientCallsLink' },
      disableListColumn: true,
    },
    name: 'callsLink',
    type: 'ui',
  },
]
