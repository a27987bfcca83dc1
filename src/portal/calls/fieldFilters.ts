import type { OwnField } from '../../vapi/mapping/mapping'

/** A value to choose. Its label is null for yes and no. */
type FieldOption = { label: null | string; value: string }

/** An own field by which the list can be filtered, with the values that can be chosen. */
export type FilterableField = Pick<OwnField, 'key' | 'label'> & { options: readonly FieldOption[] }

const YES_NO: readonly FieldOption[] = [
  { label: null, value: 'true' },
  { label: null, value: 'false' },
]

/** The fields with few values: choices, and yes or no. */
export const filterableFields = (fields: readonly OwnField[]): FilterableField[] =>
  fields.flatMap(({ choices, key, label, type }) => {
    if (type === 'yes_no') return [{ key, label, options: YES_NO }]
    if (type !== 'choice' || choices.length === 0) return []
    return [
      { key, label, options: choices.map((each) => ({ label: each.label, value: each.key })) },
    ]
  })

/** The name of a field's filter in an address. */
export const fieldInput = (key: string): string => `field.${key}`

const NAME = /^field\.([a-z][a-zA-Z0-9_]{0,39})$/

/** The key in the name of a field's filter; null for any other name. */
export const keyOfInput = (name: string): null | string => NAME.exec(name)?.[1] ?? null
