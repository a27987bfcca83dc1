import { isEmptyJson, isSameJson, type JsonObject, type JsonValue, setKey } from '../lib/json'
import type { PhoneSource } from './callerPhone'
import { MAX_FIELDS } from './maxFields'
import type { CallReport } from './report'

/** What is kept of a call: a report with its currency chosen. */
export type CallValues = Omit<CallReport, 'currencies'> & { currency: string | null }

/**
 * When a field was last said, in epoch milliseconds, by field name or `structuredData.<key>`.
 * A field that is not listed was said at the row's `reportedAt`. A listed field that is null was
 * cleared on purpose at that time.
 */
export type FieldTimes = Record<string, number>

/**
 * What a person set: when, in ISO 8601, by field name. No report changes such a field, nor those of its
 * unit, until it is given back.
 */
export type Edits = Record<string, string>

export type CallState = {
  edits?: Edits | null
  fieldTimes: FieldTimes | null
  values: CallValues
}

type FieldName = Exclude<
  keyof CallValues,
  'vapiCallId' | 'hasRecording' | 'reportedAt' | 'structuredData'
>

type Unit = readonly [FieldName, ...FieldName[]]

// Fields of one unit are taken from one report: a reason keeps its group, a price its currency.
// The first is the one that says something: a currency without a price does not.
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

const DATA = 'structuredData'

/** The fields that reports fill and a person may set. */
export const EDITABLE_FIELDS = [...UNITS.flat(), DATA, 'hasRecording'] as const

export type EditableField = (typeof EDITABLE_FIELDS)[number]

export const isEditable = (name: string): name is EditableField =>
  EDITABLE_FIELDS.some((field) => field === name)

/** The same call with nothing said of it, but whether it was recorded. */
export const emptyCall = (call: CallValues): CallValues => {
  const values = { ...call, structuredData: null }
  for (const field of UNITS.flat()) values[field] = null
  return values
}

/** A field and those that are always taken along with it. */
export const unitOf = (field: EditableField): readonly EditableField[] =>
  UNITS.find((unit) => unit.some((each) => each === field)) ?? [field]

/** The fields that belong to a person: those that were set, and what goes along with them. */
export const heldFields = (edits: Edits | null | undefined): ReadonlySet<EditableField> =>
  new Set(EDITABLE_FIELDS.filter((field) => edits?.[field] !== undefined).flatMap(unitOf))

/** Times without those of fields that belong to a person: nothing is compared with them. */
export const withoutHeld = (
  times: FieldTimes | null | undefined,
  held: ReadonlySet<EditableField>,
): FieldTimes | null => {
  const names: ReadonlySet<string> = held
  const kept = Object.entries(times ?? {}).filter(
    ([name]) => !names.has(name) && !(held.has(DATA) && name.startsWith(`${DATA}.`)),
  )
  return kept.length > 0 ? Object.fromEntries(kept) : null
}

/**
 * Merges what is kept of a call with one more report.
 *
 * Per field the newest report that says something wins; an older one only fills gaps, and an empty
 * field never erases. Only the caller's number goes by where it is from first: the line's own counts more
 * than one that was told, and that more than none. Equal times: the incoming one wins, so that a replay
 * with a better parser updates. With distinct times the order of merging does not matter. What a person
 * set stays.
 */
export const mergeCall = (kept: CallState, incoming: CallValues): CallState => {
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

  for (const unit of UNITS) {
    if (held.has(unit[0])) continue
    const said = unitTime(unit, current, currentTime)
    const isTaken = !isEmptyJson(incoming[unit[0]]) && wins({ current, incoming, said, unit })
    if (isTaken) for (const field of unit) copyField(values, incoming, field)
    const time = isTaken ? incomingTime : said
    if (time === null) {
      // An empty list is kept as null, or the order of the reports would show.
      for (const field of unit) values[field] = null
      continue
    }
    const isCleared = isEmptyJson(values[unit[0]])
    for (const field of unit) {
      const isListed = isCleared ? times[field] !== undefined : !isEmptyJson(values[field])
      if (isListed && (isCleared || time !== reportedTime)) nextTimes[field] = time
    }
  }

  if (!held.has(DATA)) {
    values.structuredData = mergeData(current, incoming, { reportedTime, nextTimes })
  }
  return {
    ...(current.edits ? { edits: current.edits } : {}),
    fieldTimes: Object.keys(nextTimes).length > 0 ? nextTimes : null,
    values,
  }
}

/** Of a call from before there was a source: only the line's own number was read then. */
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

type Contest = { current: CallState; incoming: CallValues; said: number | null; unit: Unit }

/** Whether what a report says of a unit counts more than what is kept of it since `said`. */
const wins = ({ current, incoming, said, unit }: Contest): boolean => {
  if (said === null) return true
  const isLater = Date.parse(incoming.reportedAt) >= said
  if (unit[0] !== 'customerPhoneSource') return isLater
  const [rank, keptRank] = [incoming, current.values].map(
    ({ customerPhoneSource }) =>
      // What a person cleared is gone for all that is older.
      SOURCE_RANK[customerPhoneSource ?? 'caller'],
  )
  return rank === keptRank ? isLater : Number(rank) > Number(keptRank)
}

const SOURCE_RANK = { caller: 2, told: 1, withheld: 0 } as const satisfies Record<
  PhoneSource,
  number
>

/** True when nothing differs, so that no write is needed. */
export const isSameCall = (a: CallState, b: CallState): boolean =>
  isSameJson(a.values, b.values) && isSameJson(a.fieldTimes, b.fieldTimes)

/** When a unit was last said or cleared; null when never. */
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

/** Takes the value of a field over. */
export const copyField = <Field extends EditableField>(
  to: CallValues,
  from: CallValues,
  field: Field,
): void => {
  to[field] = from[field]
}

/**
 * The keys of `structuredData`, each a field of its own. An entry for `structuredData` itself is
 * the time of every key without one, present or not: staff replaced or cleared the whole.
 */
const mergeData = (
  current: CallState,
  incoming: CallValues,
  { reportedTime, nextTimes }: { reportedTime: number; nextTimes: FieldTimes },
): JsonObject | null => {
  const times = current.fieldTimes ?? {}
  const before = current.values.structuredData ?? {}
  const news = incoming.structuredData ?? {}
  const incomingTime = Date.parse(incoming.reportedAt)
  const wholeTime = times[DATA]
  if (wholeTime !== undefined) nextTimes[DATA] = wholeTime

  const data: JsonObject = {}
  let fields = 0
  for (const key of dataKeys(before, news, times)) {
    const listed = times[`${DATA}.${key}`] ?? wholeTime
    // An empty value that nobody set on purpose says nothing and goes.
    const isPresent =
      Object.hasOwn(before, key) && (listed !== undefined || !isEmptyJson(before[key]))
    const said = listed ?? (isPresent ? Date.parse(current.values.reportedAt) : null)
    const isTaken =
      Object.hasOwn(news, key) && !isEmptyJson(news[key]) && (said === null || incomingTime >= said)
    if (!Object.hasOwn(before, key) && fields >= MAX_FIELDS) continue
    const value: JsonValue | undefined = isTaken ? news[key] : before[key]
    if (value !== undefined && (isTaken || isPresent)) {
      fields += 1
      setKey(data, key, value)
    }
    const time = isTaken ? incomingTime : said
    if (time === null) continue
    const isKept = Object.hasOwn(data, key)
    const implied = wholeTime ?? (isKept ? reportedTime : null)
    if (time !== implied) nextTimes[`${DATA}.${key}`] = time
  }
  return Object.keys(data).length > 0 ? data : null
}

const dataKeys = (before: JsonObject, news: JsonObject, times: FieldTimes): Set<string> => {
  const prefix = `${DATA}.`
  const cleared = Object.keys(times)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
  const keys = new Set([...Object.keys(before), ...Object.keys(news), ...cleared])
  keys.delete('__proto__')
  return keys
}
