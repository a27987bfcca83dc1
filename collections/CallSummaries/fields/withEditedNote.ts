import type {
  CheckboxField,
  DateField,
  Field,
  JSONField,
  NumberField,
  SelectField,
  TextareaField,
  TextField,
} from 'payload'
import { isEditable } from '../../../src/vapi/merge'

const NOTE = '/src/components/EditedNote#EditedNote'

type Noted =
  | CheckboxField
  | DateField
  | JSONField
  | NumberField
  | SelectField
  | TextareaField
  | TextField

const withNote = <Each extends Noted>(field: Each): Each => ({
  ...field,
  admin: { ...field.admin, components: { ...field.admin?.components, afterInput: [NOTE] } },
})

/** Has each field that a person may set say so below it. Those drawn by components of ours do it themselves. */
export const withEditedNote = (field: Field): Field => {
  if (field.type === 'row') return { ...field, fields: field.fields.map(withEditedNote) }
  if (!('name' in field) || !isEditable(field.name)) return field
  switch (field.type) {
    case 'checkbox':
    case 'date':
    case 'json':
    case 'number':
    case 'select':
    case 'text':
    case 'textarea':
      return withNote(field)
    default:
      return field
  }
}
