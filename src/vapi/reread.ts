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
 * The times of what the kept bodies cannot say any more: those of no body that is there. The body that
 * said it was deleted for its age, so what it said stays.
 * @param known when the kept bodies were reported and received, in epoch milliseconds
 */
export const lostTimes = (
  { edits, fieldTimes }: CallState,
  known: ReadonlySet<number>,
): FieldTimes | null => {
  const times = Object.entries(withoutHeld(fieldTimes, heldFields(edits)) ?? {})
  const lost = times.filter(([, time]) => !known.has(time))
  return lost.length > 0 ? Object.fromEntries(lost) : null
}

/** What is kept of the keys of `structuredData` that no body says any more. */
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

/** A call of which no body has been read yet, but for what is lost otherwise. */
const beginWith = (kept: CallState, lost: FieldTimes): CallState => {
  // A recording has no time of its own: it may have been said by what is lost.
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
  /** What came of the bodies before this one; null: it is the first. */
  state: CallState | null
}

/**
 * Reads a call anew from one more of its kept bodies, in the order of receipt, as if nothing was stored:
 * what no body says any more is gone then. What a person set is laid over it.
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

/** Whether two readings of a call say the same to whoever reads it. */
export const saysTheSame = (a: CallValues, b: CallValues): boolean =>
  a.reportedAt === b.reportedAt && EDITABLE_FIELDS.every((field) => isSameField(field, a, b))
