import type { Field } from 'payload'
import { currencyLabel } from '../../../src/lib/currencyLabel'
import { api } from '../../../src/openapi/notes'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../src/translations/languages'
import { listedField } from '../../shared/listedField'
import { writtenByStaff } from './access'
import { FOLLOW_UP_RULE, tidyFollowUpRule, validateFollowUpRule } from './followUpRule'
import { validateOptionalTime } from './validateTime'

/** Settings that clients choose themselves. */
export const settingsFields: Field[] = [
  listedField({
    admin: { description: 'Used for prices mentioned without a currency.' },
    labelOf: currencyLabel,
    name: 'currency',
    options: Intl.supportedValuesOf('currency'),
  }),
  {
    admin: {
      components: { Field: '/src/components/EmailChoice#EmailChoice' },
      description: 'An email for each new call summary.',
    },
    defaultValue: true,
    label: 'Email notifications',
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
    admin: {
      components: { Field: '/src/components/EmailChoice#EmailDigest' },
      description: 'How often to send emails. Text messages are always sent per call.',
    },
    defaultValue: 'each',
    label: 'Email digest',
    name: 'emailDigest',
    options: [
      { label: 'One email per call', value: 'each' },
      { label: 'One email per day', value: 'daily' },
      { label: 'One email per week', value: 'weekly' },
    ],
    type: 'select',
  },
  {
    fields: [
      {
        admin: { placeholder: '21:00', width: '50%' },
        label: 'Quiet hours from',
        name: 'quietFrom',
        type: 'text',
        validate: validateOptionalTime,
      },
      {
        admin: {
          description:
            'In the client’s time zone. Notifications held back in between are sent afterwards.',
          placeholder: '07:00',
          width: '50%',
        },
        label: 'Quiet hours until',
        name: 'quietUntil',
        type: 'text',
        validate: validateOptionalTime,
      },
    ],
    type: 'row',
  },
  {
    admin: { description: 'Of the client’s pages, emails and text messages.' },
    custom: api('The language of your pages, emails and text messages. Null: not chosen yet.'),
    name: 'language',
    options: LANGUAGES.map((value) => ({ label: LANGUAGE_NAMES[value], value })),
    type: 'select',
  },
  {
    access: writtenByStaff,
    admin: { description: 'Under which name the client sees the desk. Default: the desk’s own.' },
    custom: api('The ID of the brand under which you see the desk. Null: the desk’s own.'),
    // Users are remembered between requests. A copy of the brand in them would become stale.
    maxDepth: 0,
    name: 'brand',
    relationTo: 'brands',
    type: 'relationship',
  },
  {
    admin: {
      components: { Field: '/src/components/StoredText#StoredText' },
      disableListColumn: true,
      disableListFilter: true,
    },
    custom: api(
      'Which calls are put on the to-do list: those with one of `outcomes`, or that ended as one of `endings`. Null: the default.',
      FOLLOW_UP_RULE,
    ),
    hooks: { beforeChange: [tidyFollowUpRule] },
    label: 'To-do rule',
    name: 'followUpRule',
    type: 'json',
    validate: validateFollowUpRule,
  },
]
