import { isEmptyJson, isSameJson, type JsonObject } from '../lib/json'
import {
  type CallState,
  type CallValues,
  copyField,
  EDITABLE_FIELDS,
  type EditableField,
  emptyCall,
  type FieldTimes,
  heldFields,
  isEditable,
  mergeCall,
  unitOf,
  withoutHeld,
} from './merge'

const DATA = 'structuredData'
const NEVER = new Date(0).toISOString()

/**
 * The times of fields whose body no longer exists: it was deleted because of its age, so the stored
 * values are kept.
 * @param known when the stored bodies were reported and received, in epoch milliseconds
 * @returns null if there are none
 */
export const lostTimes = (
  { edits, fieldTimes }: CallState,
  known: ReadonlySet<number>,
): FieldTimes | null => {
  const times = Object.entries(withoutHeld(fieldTimes, heldFields(edits)) ?? {})
  const lost = times.filter(([, time]) => !known.has(time))
  return lost.length > 0 ? Object.fromEntries(lost) : null
}

/** The stored keys of `structuredData` whose body no longer exists; null if there are none. */
const lostData = ({ fieldTimes, values }: CallState, lost: FieldTimes): JsonObject | null => {
  const keys = Object.keys(values.structuredData ?? {}).filter((key) => {
    const name = `${DATA}.${key}`
    return lost[name] !== undefined || (lost[DATA] !== undefined && !fieldTimes?.[name])
  })
  const data = values.structuredData ?? {}
  return keys.length > 0 ? Object.fromEntries(keys.map((key) => [key, data[key] ?? null])) : null
}

const withHeld = (kept: CallState, values: CallValues): CallState => {
  const own = { ...values }
  for (const field of heldFields(kept.edits)) copyField(own, kept.values, field)
  return { edits: kept.edits ?? null, fieldTimes: null, values: own }
}

/** A call before any body is read again: only the fields that no stored body contains. */
const beginWith = (kept: CallState, lost: FieldTimes): CallState => {
  // `hasRecording` has no time, so it may come from a deleted body, and is kept.
  const base = { ...emptyCall(kept.values), reportedAt: NEVER }
  for (const name of Object.keys(lost)) {
    if (isEditable(name)) for (const field of unitOf(name)) copyField(base, kept.values, field)
  }
  base.structuredData = lostData(kept, lost)
  return { ...withHeld(kept, base), fieldTimes: lost }
}

type ReadAnew = {
  /** The call as it is stored. */
  kept: CallState
  lost: FieldTimes | null
  report: CallValues
  /** The result of the bodies before this one; null for the first. */
  state: CallState | null
}

/**
 * Rebuilds a call from its stored bodies, one at a time in the order of receipt, as if nothing was
 * stored. Values that the bodies do not contain are dropped, except those that a person set and those
 * whose body was deleted.
 */
export const readAnew = ({ kept, lost, report, state }: ReadAnew): CallState => {
  if (state) return mergeCall(state, report)
  return lost ? mergeCall(beginWith(kept, lost), report) : withHeld(kept, report)
}

const withoutEmpty = (data: JsonObject | null): JsonObject =>
  Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => !isEmptyJson(value)))

const isSameField = (field: EditableField, a: CallValues, b: CallValues): boolean => {
  if (field === DATA) return isSameJson(withoutEmpty(a[DATA]), withoutEmpty(b[DATA]))
  return (isEmptyJson(a[field]) && isEmptyJson(b[field])) || isSameJson(a[field], b[field])
}

/** True if two readings of a call have the same visible values. */
export const saysTheSame = (a: CallValues, b: CallValues): boolean =>
  a.reportedAt === b.reportedAt && EDITABLE_FIELDS.every((field) => isSameField(field, a, b))
