import type { OwnField } from '../../vapi/mapping/mapping'
import type { QuickFilter } from '../QuickFilters/types'

/** A choice with more options is a select, not a row of pills. */
const MOST_PILLS = 8

const optionsOf = ({ choices, type }: OwnField): QuickFilter['choices'][number]['value'][] =>
  type === 'yes_no' ? ['true', 'false'] : choices.map(({ key }) => key)

/** Whether a field is filtered by pills. Others have inputs: see `OwnFieldInputs`. */
export const hasPills = (field: OwnField): boolean => {
  const options = field.type === 'yes_no' || field.type === 'choice' ? optionsOf(field).length : 0
  return options > 0 && options <= MOST_PILLS
}

/** Rows of pills for own fields with few values. */
export const ownFieldPills = (fields: readonly OwnField[]): QuickFilter[] =>
  fields.filter(hasPills).map((field) => ({
    choices: optionsOf(field).map((value) => {
      const text = field.choices.find(({ key }) => key === value)?.label ?? value
      return {
        condition: { [`fields.${field.key}`]: { equals: value } },
        label:
          field.type === 'yes_no' ? { key: value === 'true' ? 'desk:yes' : 'desk:no' } : { text },
        value,
      }
    }),
    field: 'fields',
    id: `fields.${field.key}`,
    label: { text: field.label },
  }))
