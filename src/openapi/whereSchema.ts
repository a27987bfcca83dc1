import type { FlattenedField } from 'payload'
import type { OwnField } from '../vapi/mapping/mapping'
import { type Schema, UUID, valuesOf } from './fieldSchemas'
import { ANY_OWN_FIELD, ownFieldFilters } from './ownFields'

const TEXT: Schema = { type: 'string' }
const TIME: Schema = { description: 'ISO 8601.', type: 'string' }

const listOf = (items: Schema): Schema => ({ items, type: 'array' })

const same = (value: Schema) => ({
  equals: value,
  exists: { type: 'boolean' },
  in: listOf(value),
  not_equals: value,
  not_in: listOf(value),
})

const ordered = (value: Schema) => ({
  ...same(value),
  greater_than: value,
  greater_than_equal: value,
  less_than: value,
  less_than_equal: value,
})

const like = {
  contains: { ...TEXT, description: 'Contains this text; case does not matter.' },
  like: { ...TEXT, description: 'Contains all of these words; case does not matter.' },
}

const operatorsOf = (field: FlattenedField): Record<string, Schema> | null => {
  switch (field.type) {
    case 'checkbox':
      return {
        equals: { type: 'boolean' },
        exists: { type: 'boolean' },
        not_equals: { type: 'boolean' },
      }
    case 'date':
      return ordered(TIME)
    case 'number':
      return ordered({ type: 'number' })
    case 'email':
    case 'text':
      return { ...same(TEXT), ...like }
    // Use `search` to find words in long texts.
    case 'textarea':
      return same(TEXT)
    case 'relationship':
      return same(UUID)
    case 'select':
      return same({ enum: valuesOf(field), type: 'string' })
    default:
      return null
  }
}

/** The operators of a field by its path, such as `feedback.state` for one in a group. */
const conditionsOn = (field: FlattenedField, prefix = ''): [string, Schema][] => {
  const path = `${prefix}${field.name}`
  if (field.type === 'group') {
    return field.flattenedFields.flatMap((inner) => conditionsOn(inner, `${path}.`))
  }
  const properties = operatorsOf(field)
  return properties ? [[path, { properties, type: 'object' }]] : []
}

/**
 * The schema of a filter on these fields.
 * @param ref the JSON pointer of this schema, for nested filters
 * @param ownFields those of the client that asks
 */
export const whereSchema = (
  fields: readonly FlattenedField[],
  ref: string,
  ownFields: readonly OwnField[],
): Schema => {
  const nested = listOf({ $ref: ref })
  const conditions = fields.flatMap((field) => conditionsOn(field))
  return {
    description: 'Conditions that must all hold, each with a field, an operator and a value.',
    properties: {
      and: { ...nested, description: 'All of these must hold.' },
      or: { ...nested, description: 'Any of these must hold.' },
      id: { properties: same(UUID), type: 'object' },
      ...Object.fromEntries(conditions),
      ...ownFieldFilters(ownFields),
    },
    ...(ownFields.length === 0 ? { patternProperties: ANY_OWN_FIELD } : {}),
    type: 'object',
  }
}
