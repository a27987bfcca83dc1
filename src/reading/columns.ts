import type { PayloadRequest, SanitizedCollectionConfig, SelectType } from 'payload'
import { type Column, columnOf, ID } from '../database/lists/columns'
import { getSelectMode } from '../payload/shared'

const isSelected = (name: string, select: SelectType | undefined): boolean => {
  if (!select || Object.keys(select).length === 0) return true
  return getSelectMode(select) === 'include' ? Boolean(select[name]) : select[name] !== false
}

type ReadableColumns = {
  config: SanitizedCollectionConfig
  req: PayloadRequest
  select: SelectType | undefined
}

/**
 * The columns of a collection that this person reads, by the access of each field, as Payload asks it when it
 * checks a filter: without a document.
 */
export const readableColumns = async ({
  config,
  req,
  select,
}: ReadableColumns): Promise<Column[]> => {
  const columns = [ID]
  for (const field of config.flattenedFields) {
    const column = 'hidden' in field && field.hidden ? undefined : columnOf(field)
    if (!column || column.name === ID.name || !isSelected(column.name, select)) continue
    const access = 'access' in field ? field.access?.read : undefined
    if (!access || (await access({ req }))) columns.push(column)
  }
  return columns
}
