import type { BeforeListTableServerProps } from 'payload'
import { optionLabel } from '../shared/optionLabel'
import type { FilterChoice } from './types'

type Props = Pick<BeforeListTableServerProps, 'collectionConfig' | 'i18n'>

/** A choice for each value of a select field, with the option's label in the language of the reader. */
export const fieldChoices = (
  { collectionConfig: { flattenedFields }, i18n }: Props,
  name: string,
  values: readonly string[],
): FilterChoice[] => {
  const field = flattenedFields.find((each) => each.name === name)
  const options = field?.type === 'select' ? field.options : []
  return values.map((value) => ({
    condition: { [name]: { equals: value } },
    label: { text: optionLabel(options, value, i18n) },
    value,
  }))
}
