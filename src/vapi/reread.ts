import { isEmptyJson, isSameJson, type JsonObject } from '../lib/json'
import type { Evidence } from './mapping/evidence'
import {
  type CallState,
  type CallValues,
  copyField,
  EDITABLE_FIELDS,
  type EditableField,
  emptyCall,
  type FieldTimes,
  firstState,
  heldFields,
  isEditable,
  KEYED_FIELDS,
  type KeyedField,
  mergeCall,
  type Said,
  unitOf,
  withoutHeld,
} from './merge'

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

/** The stored keys of a field whose body no longer exists; null if there are none. */
const lostKeys = (
  { fieldTimes, values }: CallState,
  lost: FieldTimes,
  field: KeyedField,
): JsonObject | null => {
  const data = values[field] ?? {}
  const keys = Object.keys(data).filter((key) => {
    const name = `${field}.${key}`
    return lost[name] !== undefined || (lost[field] !== undefined && !fieldTimes?.[name])
  })
  return keys.length > 0 ? Object.fromEntries(keys.map((key) => [key, data[key] ?? null])) : null
}

/** Evidence without that of held fields: a person set these. */
export const evidenceBeside = (
  evidence: Evidence | null,
  held: ReadonlySet<EditableField>,
): Evidence | null => {
  if (evidence === null || held.size === 0) return evidence
  const names: ReadonlySet<string> = held
  const kept = Object.entries(evidence).filter(([name]) => !names.has(name.split('.', 1)[0] ?? ''))
  return kept.length > 0 ? Object.fromEntries(kept) : null
}

const withHeld = (kept: CallState, { fieldTimes, values }: CallState): CallState => {
  const held = heldFields(kept.edits)
  const own = { ...values, evidence: evidenceBeside(values.evidence, held) }
  for (const field of held) copyField(own, kept.values, field)
  return { edits: kept.edits ?? null, fieldTimes: withoutHeld(fieldTimes, held), values: own }
}

/** A call before any body is read again: only the fields that no stored body contains. */
const beginWith = (kept: CallState, lost: FieldTimes): CallState => {
  // `hasRecording` has no time, so it may come from a deleted body, and is kept. Merging drops the evidence of fields
  // that are empty here.
  const { evidence } = kept.values
  const base = { ...emptyCall(kept.values), evidence, reportedAt: NEVER }
  for (const name of Object.keys(lost)) {
    if (isEditable(name)) for (const field of unitOf(name)) copyField(base, kept.values, field)
  }
  for (const field of KEYED_FIELDS) base[field] = lostKeys(kept, lost, field)
  return { ...withHeld(kept, { fieldTimes: null, values: base }), fieldTimes: lost }
}

type ReadAnew = {
  /** The call as it is stored. */
  kept: CallState
  lost: FieldTimes | null
  report: Said
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
  return lost ? mergeCall(beginWith(kept, lost), report) : withHeld(kept, firstState(report))
}

const withoutEmpty = (data: JsonObject | null): JsonObject =>
  Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => !isEmptyJson(value)))

const isKeyed = (field: EditableField): field is KeyedField =>
  KEYED_FIELDS.some((keyed) => keyed === field)

const isSameField = (field: EditableField, a: CallValues, b: CallValues): boolean => {
  if (isKeyed(field)) return isSameJson(withoutEmpty(a[field]), withoutEmpty(b[field]))
  return (isEmptyJson(a[field]) && isEmptyJson(b[field])) || isSameJson(a[field], b[field])
}

/** True if two readings of a call have the same visible values. */
export const saysTheSame = (a: CallValues, b: CallValues): boolean =>
  a.reportedAt === b.reportedAt && EDITABLE_FIELDS.every((field) => isSameField(field, a, b))
