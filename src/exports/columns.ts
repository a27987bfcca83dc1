import type { FlattenedField, PayloadRequest, SanitizedCollectionConfig, SelectType } from 'payload'
import { getSelectMode } from 'payload/shared'

/** How a column's values are written. */
export type ColumnKind = 'boolean' | 'date' | 'json' | 'number' | 'text'

/** A field of a call that somebody may read, and wants to. */
export type Column = { kind: ColumnKind; name: string }

const KINDS: Partial<Record<FlattenedField['type'], ColumnKind>> = {
  checkbox: 'boolean',
  date: 'date',
  email: 'text',
  json: 'json',
  number: 'number',
  relationship: 'text',
  select: 'text',
  text: 'text',
  textarea: 'text',
}

const ID: Column = { kind: 'text', name: 'id' }

const isStored = (field: FlattenedField): boolean =>
  !('hidden' in field && field.hidden) &&
  !('virtual' in field && field.virtual) &&
  !('hasMany' in field && field.hasMany)

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
    const kind = KINDS[field.type]
    if (!kind || field.name === ID.name || !isStored(field)) continue
    if (!isSelected(field.name, select)) continue
    const access = 'access' in field ? field.access?.read : undefined
    if (!access || (await access({ req }))) columns.push({ kind, name: field.name })
  }
  return columns
}

// What a person looks for first; the rest comes as the collection has it. Before it all the id: where
// Excel does not split a line, it begins with something that no caller has a hand in.
const FIRST = [
  ID.name,
  'startedAt',
  'customerName',
  'customerPhone',
  'outcome',
  'serviceName',
  'price',
  'currency',
  'durationSeconds',
  'endedGroup',
  'summary',
]

const rank = ({ name }: Column): number => {
  const place = FIRST.indexOf(name)
  return place < 0 ? FIRST.length : place
}

/** The columns in the order in which a person wants to see them. */
export const inReadingOrder = (columns: readonly Column[]): Column[] =>
  columns.toSorted((one, other) => rank(one) - rank(other))
