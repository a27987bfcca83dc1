import type { FlattenedField, PayloadRequest, SanitizedCollectionConfig, SelectType } from 'payload'
import { type Column, columnOf, ID } from '../database/lists/columns'
import { getSelectMode } from '../payload/shared'

const isSelected = (name: string, select: SelectType | undefined): boolean => {
  if (!select || Object.keys(select).length === 0) return true
  return getSelectMode(select) === 'include' ? Boolean(select[name]) : select[name] !== false
}

/**
 * The column of a field, if it has one and the user may read it. As in Payload's check of a filter, the
 * access function gets no document.
 */
export const readableColumn = async (
  field: FlattenedField,
  req: PayloadRequest,
): Promise<Column | undefined> => {
  const column = 'hidden' in field && field.hidden ? undefined : columnOf(field)
  const access = 'access' in field ? field.access?.read : undefined
  return column && (!access || (await access({ req }))) ? column : undefined
}

type ReadableColumns = {
  config: SanitizedCollectionConfig
  req: PayloadRequest
  select: SelectType | undefined
}

/** The selected columns of a collection that the user may read, always with the ID. */
export const readableColumns = async ({
  config,
  req,
  select,
}: ReadableColumns): Promise<Column[]> => {
  const columns = [ID]
  for (const field of config.flattenedFields) {
    if (field.name === ID.name || !isSelected(field.name, select)) continue
    const column = await readableColumn(field, req)
    if (column) columns.push(column)
  }
  return columns
}
