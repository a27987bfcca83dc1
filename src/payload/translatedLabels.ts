import type {
  Field,
  LabelFunction,
  Option,
  SanitizedCollectionConfig,
  SanitizedConfig,
  SanitizedGlobalConfig,
  StaticLabel,
} from 'payload'

/**
 * Gives a label of the config, which is English, in a language, by Payload's name for it, such as `Deutsch`; the same
 * where it has no translation.
 */
export type TranslateLabel = (english: string, languageName: string) => string

// Elements as labels of options are left out: the desk has none.
type AnyLabel = LabelFunction | StaticLabel

/** Applies `change` to every English label of fields and of what is in them. */
const eachLabel = (fields: readonly Field[], change: (english: string) => AnyLabel): void => {
  const changed = <Label>(label: Label): AnyLabel | Label =>
    typeof label === 'string' ? change(label) : label
  const ofOption = (option: Option): Option =>
    typeof option === 'object' && typeof option.label === 'string'
      ? { ...option, label: change(option.label) }
      : option
  for (const field of fields) {
    if ('label' in field && typeof field.label === 'string') field.label = change(field.label)
    if (field.type === 'array' && field.labels) {
      const { plural, singular } = field.labels
      field.labels = { plural: changed(plural), singular: changed(singular) }
    }
    // A new list: some of these options are constants that components read in English.
    if (field.type === 'radio' || field.type === 'select') {
      field.options = field.options.map(ofOption)
    }
    if (field.type === 'tabs') {
      for (const tab of field.tabs) {
        if (typeof tab.label === 'string') tab.label = change(tab.label)
        eachLabel(tab.fields, change)
      }
    }
    if ('fields' in field) eachLabel(field.fields, change)
  }
}

const ofCollection = (
  { fields, labels }: SanitizedCollectionConfig,
  change: (english: string) => AnyLabel,
): void => {
  if (typeof labels.plural === 'string') labels.plural = change(labels.plural)
  if (typeof labels.singular === 'string') labels.singular = change(labels.singular)
  eachLabel(fields, change)
}

const ofGlobal = (global: SanitizedGlobalConfig, change: (english: string) => AnyLabel): void => {
  if (typeof global.label === 'string') global.label = change(global.label)
  eachLabel(global.fields, change)
}

/**
 * Makes the labels of collections, fields and options functions of the reader's language. They are written in English
 * in the config, and Payload derives others from names. A label as an object of all languages would do the same, and
 * send all of them to every browser.
 */
export const withTranslatedLabels = async (
  config: Promise<SanitizedConfig>,
  translate: TranslateLabel,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  const change = (english: string): LabelFunction => {
    // Payload calls those of tabs with nothing but `t`.
    return ({ t }) => translate(english, t('general:thisLanguage'))
  }
  for (const collection of sanitized.collections) ofCollection(collection, change)
  for (const global of sanitized.globals) ofGlobal(global, change)
  return sanitized
}
