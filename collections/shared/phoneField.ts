import type { TextField } from 'payload'
import { toE164 } from '../../src/vapi/phone'

const MESSAGE = 'Write the number with its country code, such as +49 30 901820 or +1 202 555 0146.'

/** A phone number. It is validated and stored in E.164 format. */
export const phoneField = (
  field: Pick<TextField, 'access' | 'admin' | 'label' | 'name'>,
): TextField => ({
  ...field,
  hooks: {
    beforeValidate: [
      ({ value }) => (typeof value === 'string' && value.trim() ? (toE164(value) ?? value) : value),
    ],
  },
  type: 'text',
  validate: (value: unknown) =>
    typeof value !== 'string' || value.trim() === '' || toE164(value) !== null || MESSAGE,
})
