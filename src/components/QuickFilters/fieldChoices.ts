import type { SanitizedCollectionConfig } from 'payload'
import type { FilterChoice } from './types'

/** A choice for each value of a select field, with the option's label. */
export const fieldChoices = (
  { flattenedFields }: Pick<SanitizedCollectionConfig, 'flattenedFields'>,
  name: string,
  values: readonly string[],
): FilterChoice[] => {
  const field = flattenedFields.find((each) => each.name === name)
  const options = field?.type === 'select' ? field.options : []
  return values.map((value) => {
    const option = options.find((each) => typeof each === 'object' && each.value === value)
    const label = typeof option === 'object' ? option.label : value
    return {
      condition: { [name]: { equals: value } },
      label: { text: typeof label === 'string' ? label : value },
      value,
    }
  })
}
