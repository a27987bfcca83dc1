import type { Field, FlattenedField, SanitizedCollectionConfig, SanitizedConfig } from 'payload'
import type { TranslateLabel } from './translatedLabels'

// Payload calls those of tabs and collections with nothing but `t`.
type InLanguage = (reader: { t: (key: 'general:thisLanguage') => string }) => string

/** A description in the language of the reader, which keeps the English one for documents that have no reader. */
type Described = InLanguage & { readonly english: string }

type Describe = (english: string) => Described

type Texts = {
  description: TranslateLabel
  /** A placeholder in all languages by their codes, or the same text if it is the same everywhere. */
  placeholder: (english: string) => Record<string, string> | string
}

/** The English text of a description of the config; undefined if it has none. */
export const englishDescription = (description: unknown): string | undefined => {
  if (typeof description === 'string') return description
  if (typeof description !== 'function' || !('english' in description)) return undefined
  return typeof description.english === 'string' ? description.english : undefined
}

const eachField = (fields: readonly Field[], change: (field: Field) => void): void => {
  for (const field of fields) {
    change(field)
    if (field.type === 'tabs') for (const tab of field.tabs) eachField(tab.fields, change)
    else if ('fields' in field) eachField(field.fields, change)
  }
}

const translateField = (field: Field, describe: Describe, texts: Texts): void => {
  if (field.type === 'tabs') {
    for (const tab of field.tabs) {
      if (typeof tab.description === 'string') tab.description = describe(tab.description)
    }
  }
  const { admin } = field
  if (admin && 'description' in admin && typeof admin.description === 'string') {
    admin.description = describe(admin.description)
  }
  // Payload sends the placeholder of a text field to the browser as it is, so it cannot be a function.
  if (field.type === 'text' && typeof field.admin?.placeholder === 'string') {
    field.admin.placeholder = texts.placeholder(field.admin.placeholder)
  }
}

/** Payload leaves functions out of the types that it generates; these comments stay in English. */
const keepComments = (fields: readonly FlattenedField[]): void => {
  for (const field of fields) {
    const description = englishDescription(
      field.admin && 'description' in field.admin ? field.admin.description : undefined,
    )
    if (description !== undefined) {
      field.typescriptSchema = [
        ...(field.typescriptSchema ?? []),
        ({ jsonSchema }) => ({ description, ...jsonSchema }),
      ]
    }
    if ('flattenedFields' in field) keepComments(field.flattenedFields)
  }
}

const translateCollection = (
  { admin, slug }: SanitizedCollectionConfig,
  describe: Describe,
  config: SanitizedConfig,
): void => {
  const { description } = admin
  if (typeof description !== 'string') return
  admin.description = describe(description)
  config.typescript.schema = [
    ...(config.typescript.schema ?? []),
    ({ jsonSchema }) => {
      const definition = jsonSchema.definitions?.[slug]
      if (definition) definition.description = description
      return jsonSchema
    },
  ]
}

/**
 * Makes the descriptions of collections, tabs and fields functions of the reader's language, as `withTranslatedLabels`
 * does for labels. Payload then renders those of fields on the server, as custom components: a field component of
 * ours has to show `customComponents.Description`. Those of globals remain: Payload sends them as they are.
 */
export const withTranslatedDescriptions = async (
  config: Promise<SanitizedConfig>,
  texts: Texts,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  const describe: Describe = (english) => {
    const inLanguage: InLanguage = ({ t }) => texts.description(english, t('general:thisLanguage'))
    return Object.assign(inLanguage, { english })
  }
  for (const collection of sanitized.collections) {
    translateCollection(collection, describe, sanitized)
  }
  for (const { fields, flattenedFields } of [...sanitized.collections, ...sanitized.globals]) {
    eachField(fields, (field) => translateField(field, describe, texts))
    keepComments(flattenedFields)
  }
  return sanitized
}
