import type { FlattenedField, PayloadRequest, SanitizedCollectionConfig, SelectType } from 'payload'
import { type Column, columnsOf, ID } from '../database/lists/columns'
import { OWN_FIELDS, ownFieldKey } from '../fields/filterOwnFields'
import { getSelectMode } from '../payload/shared'

const isSelected = (name: string, select: SelectType | undefined): boolean => {
  if (!select || Object.keys(select).length === 0) return true
  return getSelectMode(select) === 'include' ? Boolean(select[name]) : select[name] !== false
}

const mayRead = async (field: FlattenedField, req: PayloadRequest): Promise<boolean> => {
  if ('hidden' in field && field.hidden) return false
  const access = 'access' in field ? field.access?.read : undefined
  return !access || (await access({ req })) === true
}

/**
 * The columns of a field, if it has any and the user may read it: one, or those of a group. As in Payload's check
 * of a filter, the access function gets no document. Fields in groups have no rules of their own here.
 */
export const columnsToRead = async (
  field: FlattenedField,
  req: PayloadRequest,
): Promise<readonly Column[]> => {
  const columns = columnsOf(field)
  return columns && (await mayRead(field, req)) ? columns : []
}

/**
 * Whether the user may filter by a path: the name of a field, of one in a group, as `feedback.state` or
 * `feedback__state`, or the key of an own field, as `fields.nights`.
 */
export const isReadablePath = async (
  { flattenedFields }: Pick<SanitizedCollectionConfig, 'flattenedFields'>,
  path: string,
  req: PayloadRequest,
): Promise<boolean> => {
  const own = ownFieldKey(path) === undefined ? path : OWN_FIELDS
  const [name, inner, ...rest] = own.replaceAll('__', '.').split('.')
  const field = flattenedFields.find((each) => each.name === name)
  if (!field || rest.length > 0 || (inner !== undefined) !== (field.type === 'group')) return false
  const columns = await columnsToRead(field, req)
  const wanted = inner === undefined ? name : `${name}_${inner}`
  return columns.some((column) => column.name === wanted)
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
    columns.push(...(await columnsToRead(field, req)))
  }
  return columns
}
