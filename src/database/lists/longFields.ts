import type { FindArgs, FlattenedField, Payload } from 'payload'
import { getSelectMode } from '../../payload/shared'

const LONG = new Set<FlattenedField['type']>(['code', 'json', 'richText', 'textarea'])

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
    .filter(({ name, type }) => LONG.has(type) && isSelected(name))
    .map(({ name }) => name)
}
