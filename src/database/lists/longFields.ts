import type { FindArgs, FlattenedField, Payload } from 'payload'
import { getSelectMode } from '../../payload/shared'

const LONG = new Set<FlattenedField['type']>(['code', 'json', 'richText', 'textarea'])
/** Texts of at most so many characters are short: a page of them is small. */
const SHORT = 2_000

/** At most 20 values of 500 characters: a page of them is read at a time, and its bytes are counted all the same. */
const OWN_FIELDS = 'fields'

const isLong = (field: FlattenedField): boolean =>
  LONG.has(field.type) &&
  field.name !== OWN_FIELDS &&
  !(field.type === 'textarea' && field.maxLength !== undefined && field.maxLength <= SHORT)

/** The names of a list's selected fields whose values can be long. */
export const longFields = (
  { collections }: Pick<Payload, 'collections'>,
  { collection, select }: Pick<FindArgs, 'collection' | 'select'>,
): string[] => {
  const isSelected = (name: string): boolean => {
    if (!select || Object.keys(select).length === 0) return true
    return getSelectMode(select) === 'include' ? Boolean(select[name]) : select[name] !== false
  }
  return collections[collection].config.flattenedFields
    .filter((field) => isLong(field) && isSelected(field.name))
    .map(({ name }) => name)
}
