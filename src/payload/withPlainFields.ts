import type { Collection, Field } from 'payload'

const PLAIN = new Set<Field['type']>([
  'checkbox',
  'code',
  'date',
  'email',
  'json',
  'number',
  'radio',
  'select',
  'text',
  'textarea',
])

const isPlain = (field: Field): boolean =>
  PLAIN.has(field.type) &&
  !('access' in field && field.access?.read) &&
  !('defaultValue' in field && field.defaultValue !== undefined) &&
  !('hidden' in field && field.hidden) &&
  !('hooks' in field && field.hooks?.afterRead?.length) &&
  !('localized' in field && field.localized) &&
  !('virtual' in field && field.virtual)

/** The fields that need work after they were read, taken out of the rows and tabs around them. */
const fieldsToVisit = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => {
    if (field.type === 'row' || field.type === 'collapsible') return fieldsToVisit(field.fields)
    if (field.type === 'tabs' && field.tabs.every((tab) => !('name' in tab))) {
      return field.tabs.flatMap((tab) => fieldsToVisit(tab.fields))
    }
    return isPlain(field) ? [] : [field]
  })

const plainCollections = new WeakMap<Collection, Collection>()

/**
 * A version of a collection for reading lists. After a read, Payload visits every field of every document to
 * hide, default, localise and populate it and to run its access and hooks. A plain field has none of that,
 * and most of ours are plain. Filters, sorts and selections still use the whole collection.
 */
export const withPlainFields = (collection: Collection): Collection => {
  const known = plainCollections.get(collection)
  if (known) return known
  const { config } = collection
  const lean = { ...collection, config: { ...config, fields: fieldsToVisit(config.fields) } }
  plainCollections.set(collection, lean)
  return lean
}
