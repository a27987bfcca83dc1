import { isEmptyJson, isSameJson, type JsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { ownValue } from '../../lib/values'
import { type CallValues, EDITABLE_FIELDS, type EditableField } from '../../vapi/merge'

/** The values before and after; `changed` for what is too long to be shown. Texts have 200 characters at most. */
export type Change = 'changed' | [JsonValue, JsonValue]

/** A call that says something else now. `changes`: by field, own ones as `fields.<key>`. */
export type ChangedCall = {
  changes: Record<string, Change>
  id: string
  startedAt: null | string
  vapiCallId: string
}

const MAX_TEXT = 200
const LONG: ReadonlySet<EditableField> = new Set([
  'costBreakdown',
  'messages',
  'structuredData',
  'transcript',
])
/** It says how the number beside it was found, and changes with it. */
const BESIDE: ReadonlySet<EditableField> = new Set(['customerPhoneSource', 'fields'])

const shown = (value: JsonValue | undefined): JsonValue => {
  if (typeof value === 'string') return value.trim() === '' ? null : cutText(value, MAX_TEXT)
  return isEmptyJson(value) ? null : (value ?? null)
}

const isSame = (a: JsonValue | undefined, b: JsonValue | undefined): boolean =>
  (isEmptyJson(a) && isEmptyJson(b)) || isSameJson(a, b)

const withoutEmpty = (data: JsonObject | null): JsonObject =>
  Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => !isEmptyJson(value)))

const comparedValue = (values: CallValues, field: EditableField): JsonValue | undefined =>
  field === 'structuredData' ? withoutEmpty(values.structuredData) : values[field]

const ownChanges = (before: CallValues, after: CallValues): [string, Change][] => {
  const [was, is] = [before.fields ?? {}, after.fields ?? {}]
  const keys = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...keys]
    .map((key) => ({ after: ownValue(is, key), before: ownValue(was, key), key }))
    .filter(({ after, before }) => !isSame(before, after))
    .map(({ after, before, key }) => [`fields.${key}`, [shown(before), shown(after)]])
}

/** What a reader of the call would see changed; empty if nothing. Where values were read is not among it. */
export const changesOf = (before: CallValues, after: CallValues): Record<string, Change> => {
  const changed = EDITABLE_FIELDS.filter(
    (field) =>
      !BESIDE.has(field) && !isSame(comparedValue(before, field), comparedValue(after, field)),
  )
  return Object.fromEntries([
    ...changed.map((field): [string, Change] => [
      field,
      LONG.has(field) ? 'changed' : [shown(before[field]), shown(after[field])],
    ]),
    ...ownChanges(before, after),
  ])
}
