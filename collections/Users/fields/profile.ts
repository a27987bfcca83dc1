import type { Field } from 'payload'
import { WEEKDAYS } from '../../../src/lib/time/days'
import { otherZoneName, ZONE_NAMES, zoneLabel } from '../../../src/lib/time/zoneNames'
import { listedField } from '../../shared/listedField'
import { phoneCell } from '../../shared/phoneCell'
import { phoneField } from '../../shared/phoneField'
import { textCell } from '../../shared/textCell'
import { validateTime } from './validateTime'

const DAYS = WEEKDAYS.map((day) => ({
  label: day.charAt(0).toUpperCase() + day.slice(1),
  value: day,
}))

/** Name, contact and opening hours. Clients may change all of these themselves. */
export const profileFields: Field[] = [
  {
    fields: [
      { admin: { components: textCell, width: '50%' }, name: 'name', type: 'text' },
      {
        admin: { components: textCell, width: '50%' },
        label: 'Business name',
        name: 'businessName',
        type: 'text',
      },
    ],
    type: 'row',
  },
  {
    fields: [
      phoneField({
        admin: {
          components: phoneCell,
          description: 'With country code, for example +1 202 555 0146.',
          width: '50%',
        },
        name: 'phone',
      }),
      {
        admin: { placeholder: 'Salon, clinic, garage …', width: '50%' },
        label: 'Business type',
        name: 'businessType',
        type: 'text',
      },
    ],
    type: 'row',
  },
  listedField({
    admin: { description: 'Opening hours are in this time zone.' },
    alsoKnownAs: otherZoneName,
    label: 'Time zone',
    labelOf: zoneLabel,
    name: 'timezone',
    options: ZONE_NAMES,
  }),
  {
    admin: {
      components: { RowLabel: '/src/components/ServiceHoursRow#ServiceHoursRow' },
      description: 'One row per time range. Add two rows for a day with a break.',
      initCollapsed: true,
    },
    fields: [
      {
        fields: [
          { admin: { width: '34%' }, name: 'day', options: DAYS, required: true, type: 'select' },
          {
            admin: { placeholder: '09:00', width: '33%' },
            name: 'opens',
            required: true,
            type: 'text',
            validate: validateTime,
          },
          {
            admin: { placeholder: '17:30', width: '33%' },
            name: 'closes',
            required: true,
            type: 'text',
            validate: validateTime,
          },
        ],
        type: 'row',
      },
    ],
    labels: { plural: 'Service hours', singular: 'Opening hours' },
    maxRows: 28,
    label: 'Service hours',
    name: 'serviceHours',
    type: 'array',
  },
]
