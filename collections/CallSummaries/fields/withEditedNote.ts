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

/**
 * Adds a note below each editable field that says whether a person set it. The desk's own components
 * include it already.
 */
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
