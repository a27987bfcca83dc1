import type { SelectField } from 'payload'

/** How a call or a delivery came to the desk. The desk's own statements write it. */
export const sourceField = {
  defaultValue: 'webhook',
  label: 'Source',
  name: 'source',
  options: [
    { label: 'Webhook', value: 'webhook' },
    { label: 'Recovered from Vapi', value: 'recovered' },
    { label: 'Imported', value: 'imported' },
  ],
  type: 'select',
} satisfies SelectField
