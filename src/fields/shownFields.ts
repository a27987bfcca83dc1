import { isObject, ownValue } from '../lib/values'
import type { OwnField } from '../vapi/mapping/mapping'
import { type FieldWords, formatOwnField } from './format'

/** An own field of a call as people read it. */
export type ShownField = { key: string; label: string; value: string }

type Shown = {
  fields: readonly OwnField[]
  /** `fields` of a call, as it is stored. */
  values: unknown
  words: FieldWords
}

/** The own fields of a call that have a value, under their labels and in the order of the client's fields. */
export const shownFields = ({ fields, values, words }: Shown): ShownField[] =>
  isObject(values)
    ? fields.flatMap((field) => {
        const value = formatOwnField({ ...words, field, value: ownValue(values, field.key) })
        return value === '' ? [] : [{ key: field.key, label: field.label, value }]
      })
    : []

/** The values of a call whose fields the client no longer has, under their keys: for staff only. */
export const formerFields = ({ fields, values, words }: Shown): ShownField[] => {
  const known = new Set(fields.map(({ key }) => key))
  return Object.entries(isObject(values) ? values : {}).flatMap(([key, value]) => {
    if (known.has(key)) return []
    const text = formatOwnField({ ...words, field: { choices: [], type: 'text' }, value })
    return text === '' ? [] : [{ key, label: key, value: text }]
  })
}
