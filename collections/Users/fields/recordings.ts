import type { Field } from 'payload'
import { forStaff } from './access'

/** Whether and how long the recordings of a client's calls are kept. */
export const recordingFields: Field[] = [
  {
    fields: [
      {
        access: forStaff,
        admin: {
          components: { Description: '/src/components/KeepRecordings#KeepRecordingsDescription' },
          description:
            'Copied to the desk within minutes, since Vapi’s links end after half an hour.',
          disableListColumn: true,
          width: '50%',
        },
        defaultValue: 'desk',
        label: 'Keep recordings',
        name: 'keepRecordings',
        options: [
          { label: 'As the desk', value: 'desk' },
          { label: 'Yes', value: 'on' },
          { label: 'No', value: 'off' },
        ],
        type: 'select',
      },
      {
        access: forStaff,
        admin: {
          description: 'Empty: as the desk.',
          disableListColumn: true,
          width: '50%',
        },
        label: 'Keep recordings for (days)',
        max: 36_500,
        min: 1,
        name: 'recordingRetentionDays',
        type: 'number',
      },
    ],
    type: 'row',
  },
]
