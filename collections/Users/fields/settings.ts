import type { Field } from 'payload'
import { listedField } from '../../shared/listedField'
import { validateOptionalTime } from './validateTime'

/** What the client chooses for itself. */
export const settingsFields: Field[] = [
  listedField({
    admin: { description: 'For prices that a call names without a currency.' },
    name: 'currency',
    options: Intl.supportedValuesOf('currency'),
  }),
  {
    admin: { description: 'An email for each new call summary.' },
    defaultValue: true,
    name: 'emailNotifications',
    type: 'checkbox',
  },
  {
    admin: {
      components: { Field: '/src/components/MailNotice#MailNotice' },
      disableListColumn: true,
    },
    name: 'mailNotice',
    type: 'ui',
  },
  {
    admin: {
      components: { Description: '/src/components/SMSDescription#SMSDescription' },
      description: 'A text message for each new call summary.',
    },
    defaultValue: false,
    label: 'SMS notifications',
    name: 'smsNotifications',
    type: 'checkbox',
  },
  {
    admin: { description: 'How often emails come. Text messages come for each call.' },
    defaultValue: 'each',
    label: 'Email digest',
    name: 'emailDigest',
    options: [
      { label: 'An email for each call', value: 'each' },
      { label: 'One email a day', value: 'daily' },
      { label: 'One email a week', value: 'weekly' },
    ],
    type: 'select',
  },
  {
    fields: [
      {
        admin: { placeholder: '21:00', width: '50%' },
        label: 'Quiet from',
        name: 'quietFrom',
        type: 'text',
        validate: validateOptionalTime,
      },
      {
        admin: {
          description: 'In the client’s time zone. What comes in between is sent when it is over.',
          placeholder: '07:00',
          width: '50%',
        },
        label: 'Quiet until',
        name: 'quietUntil',
        type: 'text',
        validate: validateOptionalTime,
      },
    ],
    type: 'row',
  },
]
