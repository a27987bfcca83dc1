import { getTranslation, type I18nClient } from '@payloadcms/translations'
import type { Option } from 'payload'

/** The label of a select field's value. An unknown value is returned as it is. */
export const optionLabel = (
  options: readonly Option[],
  value: string,
  i18n: Pick<I18nClient, 'fallbackLanguage' | 'language' | 't'>,
): string => {
  const option = options.find((each) => typeof each === 'object' && each.value === value)
  const label = typeof option === 'object' ? getTranslation(option.label, i18n) : value
  // Payload also allows elements as labels. The desk only uses texts.
  return typeof label === 'string' ? label : value
}
