import type { FlattenedField } from 'payload'

/** What a column's values are. */
export type ColumnKind = 'boolean' | 'date' | 'json' | 'number' | 'text'

/** A field with a column of its own. */
export type Column = {
  /** The group that the field is in, by name. */
  group?: string
  kind: ColumnKind
  /** As drizzle and Payload's table name it: with that of its group, if it is in one. */
  name: string
}

const KINDS: Partial<Record<FlattenedField['type'], ColumnKind>> = {
  checkbox: 'boolean',
  code: 'text',
  date: 'date',
  email: 'text',
  json: 'json',
  number: 'number',
  relationship: 'text',
  select: 'text',
  text: 'text',
  textarea: 'text',
}

/** The column that every document has. */
export const ID: Column = { kind: 'text', name: 'id' }

/** The name of a column's field within its group. */
export const nameInGroup = ({ group, name }: Column): string =>
  group === undefined ? name : name.slice(group.length + 1)

/** The column of a field; undefined unless it has exactly one, with values that can be read directly. */
export const columnOf = (field: FlattenedField): Column | undefined => {
  const kind = KINDS[field.type]
  if (!kind || ('hasMany' in field && field.hasMany)) return undefined
  if ('virtual' in field && field.virtual) return undefined
  if ('relationTo' in field && typeof field.relationTo !== 'string') return undefined
  return 'localized' in field && field.localized ? undefined : { kind, name: field.name }
}

/**
 * The columns of a field: its own, or those of a group's fields; undefined if it needs anything but columns of the
 * one table.
 */
export const columnsOf = (field: FlattenedField): Column[] | undefined => {
  if (field.type !== 'group') {
    const column = columnOf(field)
    return column && [column]
  }
  const columns: Column[] = []
  for (const inner of field.flattenedFields) {
    const column = columnOf(inner)
    if (!column) return undefined
    columns.push({ ...column, group: field.name, name: `${field.name}_${column.name}` })
  }
  return columns
}

/** The values of a row by column name, as a document: those of a group as an object. */
export const nested = (
  columns: readonly Column[],
  read: (column: Column) => unknown,
): Record<string, unknown> => {
  const document: Record<string, unknown> = {}
  const groups: Record<string, Record<string, unknown>> = {}
  for (const column of columns) {
    const value = read(column)
    const { group } = column
    if (group === undefined) document[column.name] = value
    else {
      const inner = groups[group] ?? {}
      groups[group] = inner
      document[group] = inner
      inner[nameInGroup(column)] = value
    }
  }
  return document
}
