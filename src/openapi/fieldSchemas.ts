import type { FlattenedField, SanitizedConfig, SelectField } from 'payload'
import { isObject } from '../lib/values'
import { fieldsToJSONSchema } from '../payload/operations'
import { englishDescription } from '../payload/translatedDescriptions'
import { readNotes } from './notes'

/** A schema of JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type Schema = Readonly<Record<string, unknown>>

type Properties = Record<string, Schema>

/** The schema of an ID. */
export const UUID = { format: 'uuid', type: 'string' }

const orNull = (schema: Schema, isRequired: boolean): Schema => {
  if (isRequired) return schema
  const { enum: values, type } = schema
  return {
    ...schema,
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
    type: [type, 'null'],
  }
}

/** The values of a select field. */
export const valuesOf = ({ options }: Pick<SelectField, 'options'>): string[] =>
  options.map((option) => (typeof option === 'string' ? option : option.value))

/** Completes Payload's own schema of a field, which is made for types, not for documentation. */
const refined = (field: FlattenedField, schema: Schema, config: SanitizedConfig): Schema => {
  const isRequired = 'required' in field && field.required === true
  const notes = readNotes('custom' in field ? field.custom : undefined)
  const admin = 'admin' in field ? field.admin : undefined
  const description =
    notes?.description ??
    englishDescription(admin && 'description' in admin ? admin.description : undefined)
  const said = description ? { description } : {}
  switch (field.type) {
    case 'array': {
      const { properties, required } = schemasOf({ config, fields: field.flattenedFields })
      const items = { properties, required, type: 'object' }
      return { ...orNull({ items, type: 'array' }, isRequired), ...said }
    }
    case 'date':
      return { ...orNull({ format: 'date-time', type: 'string' }, isRequired), ...said }
    case 'email':
      return { ...orNull({ format: 'email', type: 'string' }, isRequired), ...said }
    case 'group': {
      const { properties } = schemasOf({ config, fields: field.flattenedFields })
      return { properties, type: 'object', ...said }
    }
    case 'json':
      return { ...notes?.schema, ...said }
    case 'relationship': {
      const related: Schema = field.hasMany ? { items: UUID, type: 'array' } : UUID
      return { ...orNull(related, isRequired), ...said }
    }
    case 'select': {
      return { ...orNull({ enum: valuesOf(field), type: 'string' }, isRequired), ...said }
    }
    case 'text':
    case 'textarea': {
      const { maxLength } = field
      return { ...schema, ...(maxLength ? { maxLength } : {}), ...said }
    }
    default:
      return { ...schema, ...said }
  }
}

type SchemasOf = { config: SanitizedConfig; fields: readonly FlattenedField[] }

/** The schemas of fields from Payload's own generator, completed with descriptions and formats. */
export const schemasOf = ({
  config,
  fields,
}: SchemasOf): { properties: Properties; required: string[] } => {
  const ids = Object.fromEntries(config.collections.map(({ slug }) => [slug, 'string' as const]))
  const { properties, required } = fieldsToJSONSchema(ids, [...fields], new Map(), config)
  return {
    properties: Object.fromEntries(
      fields.flatMap((field) => {
        const schema: unknown = properties[field.name]
        return isObject(schema) ? [[field.name, refined(field, schema, config)]] : []
      }),
    ),
    required,
  }
}

/** The schema of a stored document: its fields, with the ID and the timestamps that each has. */
export const documentSchema = (args: SchemasOf): { properties: Properties } => ({
  properties: {
    id: UUID,
    ...schemasOf(args).properties,
    createdAt: { format: 'date-time', type: 'string' },
    updatedAt: { format: 'date-time', type: 'string' },
  },
})
