import { isEmptyJson, isSameJson, type JsonObject, type JsonValue, setKey } from '../lib/json'
import type { PhoneSource } from './callerPhone'
import type { Evidence } from './mapping/evidence'
import { MAX_FIELDS } from './maxFields'
import type { CallReport } from './report'

/** The stored values of a call: a report with one currency chosen. */
export type CallValues = Omit<CallReport, 'currencies'> & { currency: string | null }

/**
 * What one report says of a call. `costAt`: when its cost was so, in ISO 8601, if not when it was reported: what is
 * fetched from Vapi counts as reported at the call's end, and its cost settles later.
 */
export type Said = CallValues & { costAt?: string }

/**
 * When a field was last set, in epoch milliseconds, by field name, `structuredData.<key>` or `fields.<key>`. A field
 * that is not listed was set at the row's `reportedAt`. A listed field that is null was cleared on
 * purpose at that time.
 */
export type FieldTimes = Record<string, number>

/**
 * The fields that a person set, with the time in ISO 8601. No report changes such a field, nor the
 * others of its unit, until it is given back.
 */
export type Edits = Record<string, string>

export type CallState = {
  edits?: Edits | null
  fieldTimes: FieldTimes | null
  values: CallValues
}

type FieldName = Exclude<
  keyof CallValues,
  'evidence' | 'fields' | 'hasRecording' | 'reportedAt' | 'structuredData' | 'vapiCallId'
>

type Unit = readonly [FieldName, ...FieldName[]]

// The fields of a unit are always taken from the same report: a reason stays with its group, a price
// with its currency. The first field decides whether the unit is set: a currency without a price means
// nothing.
const UNITS: readonly Unit[] = [
  ['callType'],
  ['vapiAssistantId'],
  ['vapiPhoneNumber'],
  ['customerName'],
  ['customerPhoneSource', 'customerPhone'],
  ['startedAt'],
  ['endedAt'],
  ['durationSeconds'],
  ['endedGroup', 'endedReason'],
  ['summary'],
  ['transcript'],
  ['messages'],
  ['outcome'],
  ['serviceName'],
  ['price', 'currency'],
  ['successEvaluation'],
  ['cost'],
  ['costBreakdown'],
]

const COST_FIELDS = ['cost', 'costBreakdown'] as const satisfies readonly FieldName[]

/** When a report says what it says of a unit, in epoch milliseconds. */
const saidAt = ({ costAt, reportedAt }: Said, [lead]: Unit): number =>
  Date.parse(COST_FIELDS.some((field) => field === lead) ? (costAt ?? reportedAt) : reportedAt)

/** A call of which one report is all that is known. */
export const firstState = (said: Said): CallState => {
  const { costAt, ...values } = said
  const isApart = costAt !== undefined && Date.parse(costAt) !== Date.parse(values.reportedAt)
  const costs = COST_FIELDS.filter((field) => isApart && !isEmptyJson(values[field]))
  const times = costs.map((field) => [field, saidAt(said, [field])])
  return { fieldTimes: times.length > 0 ? Object.fromEntries(times) : null, values }
}

/** The fields whose keys are merged each on its own. */
export const KEYED_FIELDS = ['structuredData', 'fields'] as const

export type KeyedField = (typeof KEYED_FIELDS)[number]

/** The fields that reports fill in and a person may edit. */
export const EDITABLE_FIELDS = [...UNITS.flat(), ...KEYED_FIELDS, 'hasRecording'] as const

export type EditableField = (typeof EDITABLE_FIELDS)[number]

export const isEditable = (name: string): name is EditableField =>
  EDITABLE_FIELDS.some((field) => field === name)

/** The same call with all fields null, except whether it was recorded. */
export const emptyCall = (call: CallValues): CallValues => {
  const values = { ...call, evidence: null, fields: null, structuredData: null }
  for (const field of UNITS.flat()) values[field] = null
  return values
}

/** The unit of a field: the field, and those that are always taken from the same report. */
export const unitOf = (field: EditableField): readonly EditableField[] =>
  UNITS.find((unit) => unit.some((each) => each === field)) ?? [field]

/** The fields that reports must not change: those that a person set, with the rest of their units. */
export const heldFields = (edits: Edits | null | undefined): ReadonlySet<EditableField> =>
  new Set(EDITABLE_FIELDS.filter((field) => edits?.[field] !== undefined).flatMap(unitOf))

/** Field times without those of held fields, which are not compared; null if none is left. */
export const withoutHeld = (
  times: FieldTimes | null | undefined,
  held: ReadonlySet<EditableField>,
): FieldTimes | null => {
  const names: ReadonlySet<string> = held
  const keyed = KEYED_FIELDS.filter((field) => held.has(field))
  const kept = Object.entries(times ?? {}).filter(
    ([name]) => !names.has(name) && !keyed.some((field) => name.startsWith(`${field}.`)),
  )
  return kept.length > 0 ? Object.fromEntries(kept) : null
}

/**
 * Merges the stored state of a call with one more report.
 *
 * For each field, the newest report that contains a value wins. An older one only fills gaps, and an
 * empty value never erases one, nor a cost of 0 another cost. For the caller's number, its source decides
 * first: the caller ID wins over a number that was noted, and that over a withheld one. With equal times the incoming report
 * wins, so that a replay with a better parser updates the call. With distinct times the order of
 * merging does not matter. A report's cost may be of another time than the rest (`costAt`). Fields that a person set are kept. Evidence stays with its value, and a value that a person
 * set has none.
 * @example
 * // `call` is a call with a vapiCallId and no other values.
 * const kept = { fieldTimes: null, values: { ...call, outcome: 'booked', reportedAt: '2026-11-21T10:00:00.000Z' } }
 * const late = { ...call, outcome: 'open', summary: 'Ada called.', reportedAt: '2026-11-21T09:00:00.000Z' }
 * mergeCall(kept, late).values.outcome // 'booked': the newer value
 * mergeCall(kept, late).values.summary // 'Ada called.': it fills a gap
 */
export const mergeCall = (kept: CallState, incoming: Said): CallState => {
  const current = withPhoneSource(kept)
  const currentTime = Date.parse(current.values.reportedAt)
  const incomingTime = Date.parse(incoming.reportedAt)
  const reportedTime = Math.max(currentTime, incomingTime)
  const held = heldFields(current.edits)
  const times = withoutHeld(current.fieldTimes, held) ?? {}
  const values: CallValues = {
    ...current.values,
    hasRecording: held.has('hasRecording')
      ? current.values.hasRecording
      : current.values.hasRecording || incoming.hasRecording,
    reportedAt: incomingTime >= currentTime ? incoming.reportedAt : current.values.reportedAt,
  }
  const nextTimes: FieldTimes = {}
  const evidence: Evidence = {}

  for (const unit of UNITS) {
    if (held.has(unit[0])) continue
    const said = unitTime(unit, current, currentTime)
    const isTaken = !isEmptyJson(incoming[unit[0]]) && wins({ current, incoming, said, unit })
    if (isTaken) for (const field of unit) copyField(values, incoming, field)
    const time = isTaken ? saidAt(incoming, unit) : said
    if (time === null) {
      // An empty list is stored as null, so that the order of the reports does not matter.
      for (const field of unit) values[field] = null
      continue
    }
    const isCleared = isEmptyJson(values[unit[0]])
    const from = (isTaken ? incoming : current.values).evidence
    for (const field of unit) {
      const line = isEmptyJson(values[field]) ? undefined : from?.[field]
      if (line) evidence[field] = line
      const isListed = isCleared ? times[field] !== undefined : !isEmptyJson(values[field])
      if (isListed && (isCleared || time !== reportedTime)) nextTimes[field] = time
    }
  }

  for (const field of KEYED_FIELDS) {
    if (held.has(field)) continue
    values[field] = mergeKeys(current, incoming, { evidence, field, nextTimes, reportedTime })
  }
  values.evidence = Object.keys(evidence).length > 0 ? evidence : null
  return {
    ...(current.edits ? { edits: current.edits } : {}),
    fieldTimes: Object.keys(nextTimes).length > 0 ? nextTimes : null,
    values,
  }
}

/** Adds the source to a call stored before there was one: only the caller ID was read then. */
const withPhoneSource = (kept: CallState): CallState => {
  const { edits, fieldTimes, values } = kept
  const isKnown = values.customerPhoneSource !== null || values.customerPhone === null
  if (isKnown || heldFields(edits).has('customerPhone')) return kept
  const time = fieldTimes?.customerPhone
  return {
    ...kept,
    fieldTimes: time === undefined ? fieldTimes : { ...fieldTimes, customerPhoneSource: time },
    values: { ...values, customerPhoneSource: 'caller' },
  }
}

type Contest = { current: CallState; incoming: Said; said: number | null; unit: Unit }

/** True if a report's unit wins over the stored one, which was set at `said`. */
const wins = ({ current, incoming, said, unit }: Contest): boolean => {
  if (said === null) return true
  const isLater = saidAt(incoming, unit) >= said
  if (unit[0] === 'cost') {
    // Vapi says 0 until it has computed the cost, so a 0 says less, whenever it was sent.
    const [isKnown, wasKnown] = [incoming, current.values].map(({ cost }) => cost !== 0)
    return isKnown === wasKnown ? isLater : isKnown === true
  }
  if (unit[0] !== 'customerPhoneSource') return isLater
  const [rank, keptRank] = [incoming, current.values].map(
    ({ customerPhoneSource }) =>
      // A cleared number ranks highest, so that older reports do not bring it back.
      SOURCE_RANK[customerPhoneSource ?? 'caller'],
  )
  return rank === keptRank ? isLater : Number(rank) > Number(keptRank)
}

const SOURCE_RANK = { caller: 2, told: 1, withheld: 0 } as const satisfies Record<
  PhoneSource,
  number
>

/** True if nothing differs, so that no write is needed. */
export const isSameCall = (a: CallState, b: CallState): boolean =>
  isSameJson(a.values, b.values) && isSameJson(a.fieldTimes, b.fieldTimes)

/** When a unit was last set or cleared, in epoch milliseconds; null if never. */
const unitTime = (
  unit: Unit,
  { values, fieldTimes }: CallState,
  reportedTime: number,
): number | null => {
  const times = unit.flatMap((field) => fieldTimes?.[field] ?? [])
  const [lead] = unit
  if (fieldTimes?.[lead] === undefined && !isEmptyJson(values[lead])) times.push(reportedTime)
  return times.length > 0 ? Math.max(...times) : null
}

/** Copies the value of a field, in a way that TypeScript can check. */
export const copyField = <Field extends EditableField>(
  to: CallValues,
  from: CallValues,
  field: Field,
): void => {
  to[field] = from[field]
}

type Keyed = {
  evidence: Evidence
  field: KeyedField
  nextTimes: FieldTimes
  reportedTime: number
}

/**
 * Merges the keys of `structuredData` or `fields`, each like a field. A time for the whole object applies to every key
 * without one, present or not: staff replaced or cleared all of it.
 */
const mergeKeys = (
  current: CallState,
  incoming: CallValues,
  { evidence, field, nextTimes, reportedTime }: Keyed,
): JsonObject | null => {
  const times = current.fieldTimes ?? {}
  const before = current.values[field] ?? {}
  const incomingData = incoming[field] ?? {}
  const incomingTime = Date.parse(incoming.reportedAt)
  const wholeTime = times[field]
  if (wholeTime !== undefined) nextTimes[field] = wholeTime

  const data: JsonObject = {}
  let fields = 0
  for (const key of dataKeys(before, incomingData, { field, times })) {
    const name = `${field}.${key}`
    const listed = times[name] ?? wholeTime
    // An empty value that nobody set on purpose means nothing, and is dropped.
    const isPresent =
      Object.hasOwn(before, key) && (listed !== undefined || !isEmptyJson(before[key]))
    const said = listed ?? (isPresent ? Date.parse(current.values.reportedAt) : null)
    const isTaken =
      Object.hasOwn(incomingData, key) &&
      !isEmptyJson(incomingData[key]) &&
      (said === null || incomingTime >= said)
    if (!Object.hasOwn(before, key) && fields >= MAX_FIELDS) continue
    const value: JsonValue | undefined = isTaken ? incomingData[key] : before[key]
    if (value !== undefined && (isTaken || isPresent)) {
      fields += 1
      setKey(data, key, value)
      const line = (isTaken ? incoming : current.values).evidence?.[name]
      if (line) evidence[name] = line
    }
    const time = isTaken ? incomingTime : said
    if (time === null) continue
    const isKept = Object.hasOwn(data, key)
    const implied = wholeTime ?? (isKept ? reportedTime : null)
    if (time !== implied) nextTimes[name] = time
  }
  return Object.keys(data).length > 0 ? data : null
}

const dataKeys = (
  before: JsonObject,
  incoming: JsonObject,
  { field, times }: { field: KeyedField; times: FieldTimes },
): Set<string> => {
  const prefix = `${field}.`
  const cleared = Object.keys(times)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
  const keys = new Set([...Object.keys(before), ...Object.keys(incoming), ...cleared])
  keys.delete('__proto__')
  return keys
}
