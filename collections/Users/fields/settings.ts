import type { Field } from 'payload'
import { listedField } from '../../shared/listedField'

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
    admin: { description: 'A text message for each new call summary.' },
    defaultValue: false,
    label: 'SMS notifications',
    name: 'smsNotifications',
    type: 'checkbox',
  },
]
