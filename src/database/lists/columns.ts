import type { FlattenedField } from 'payload'

/** What a column's values are. */
export type ColumnKind = 'boolean' | 'date' | 'json' | 'number' | 'text'

/** A field with a column of its own. */
export type Column = { kind: ColumnKind; name: string }

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

/** The column of a field; undefined unless it has exactly one, with values that can be read directly. */
export const columnOf = (field: FlattenedField): Column | undefined => {
  const kind = KINDS[field.type]
  if (!kind || ('hasMany' in field && field.hasMany)) return undefined
  if ('virtual' in field && field.virtual) return undefined
  if ('relationTo' in field && typeof field.relationTo !== 'string') return undefined
  return 'localized' in field && field.localized ? undefined : { kind, name: field.name }
}
