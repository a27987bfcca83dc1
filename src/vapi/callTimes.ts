import type { JsonObject, JsonValue } from '../lib/json'
import { HOUR_MS, MINUTE_MS } from '../lib/time/units'
import { readDuration } from './duration'
import { lookUp, type Names } from './lookUp'
import type { ReportCall, ReportMessage } from './reportSchema'
import { inRange, readInstant, readWrappedInstant, toIso } from './time'

const STARTED: Names = ['startedat', 'starttime', 'callstartedat', 'callstarttime', 'callstart']
const ENDED: Names = ['endedat', 'endtime', 'callendedat', 'callendtime', 'callend']
const CREATED: Names = ['createdat', 'created']
const MILLISECONDS: Names = ['durationms', 'durationinms', 'durationmilliseconds']
const MINUTES: Names = ['durationminutes', 'durationinminutes']
const SECONDS: Names = ['durationseconds', 'durationinseconds', 'callduration', 'duration']

/** ISO 8601, UTC, milliseconds. */
export type CallTimes = {
  startedAt: string | null
  endedAt: string | null
  durationSeconds: number | null
}

type TimeSources = {
  call: ReportCall
  /** When the first words were spoken, by the times in the conversation; epoch milliseconds. */
  firstSaid: () => number | null
  /** When the report was received, in epoch milliseconds. */
  received: number
  message: ReportMessage
  /** The message and the call, as received. */
  places: readonly (JsonObject | undefined)[]
  /** Only the call or the chat, which may have a creation time. */
  created: readonly (JsonObject | undefined)[]
  /** The type of the call, as received. */
  type: string | null
}

/**
 * Reads when a call began and ended, and how long it took. A value is null if the report does not
 * contain it. The creation time counts as the beginning only if the call was not scheduled for later.
 */
export const readCallTimes = (sources: TimeSources): CallTimes => {
  const { call, message, places, received } = sources
  // A time in the future, under such a name, is when something is scheduled.
  const past = (value: JsonValue): number | null => {
    const moment = readWrappedInstant(value)
    return moment !== null && moment <= received + MINUTE_MS ? moment : null
  }
  const started =
    readInstant(message.startedAt) ?? readInstant(call.startedAt) ?? lookUp(places, STARTED, past)
  const ended =
    readInstant(message.endedAt) ?? readInstant(call.endedAt) ?? lookUp(places, ENDED, past)
  const said = saidSeconds(message)
  const seconds =
    said ??
    // Not since the creation time: that would include the ringing.
    scaled(started !== null && ended !== null ? ended - started : undefined, 1 / 1000) ??
    (started !== null && ended !== null ? null : namedSeconds(places))
  const began = started ?? startOf({ ...sources, ended, seconds })
  return {
    durationSeconds: seconds,
    endedAt: ended === null ? null : toIso(ended),
    startedAt: began === null ? null : toIso(began),
  }
}

const saidSeconds = (message: ReportMessage): number | null =>
  notNegative(message.durationSeconds) ??
  scaled(message.durationMs, 1 / 1000) ??
  scaled(message.durationMinutes, 60)

const namedSeconds = (places: TimeSources['places']): number | null =>
  lookUp(places, SECONDS, readDuration) ??
  lookUp(places, MILLISECONDS, (value) => scaled(numberOf(value), 1 / 1000)) ??
  lookUp(places, MINUTES, (value) => scaled(numberOf(value), 60))

const numberOf = (value: JsonValue): number | undefined =>
  typeof value === 'number' ? value : undefined

type Known = TimeSources & { ended: number | null; seconds: number | null }

const startOf = (known: Known): number | null => {
  const { call, created, ended, firstSaid, message, seconds } = known
  if (ended !== null && seconds !== null && seconds > 0) {
    return inRange(ended - Math.round(seconds * 1000))
  }
  const made = readInstant(call.createdAt) ?? lookUp(created, CREATED, readWrappedInstant)
  const reported = ended ?? readInstant(message.timestamp)
  if (made !== null && beganAsCreated(known, { made, reported })) return made
  return firstSaid()
}

/** The longest call that Vapi allows, with some time for the report to arrive. */
const LONGEST_MS = 13 * HOUR_MS
/** How long a call may wait before it is placed, together with its report before it is sent. */
const WAIT_MS = 10 * MINUTE_MS

/** Fields that say that a call was scheduled for later, alone or in a campaign. */
const SCHEDULED: Names = ['scheduleplan', 'scheduledat', 'scheduledfor', 'campaignid']
const isSaid = (value: JsonValue): true | null => (value === '' || value === false ? null : true)

/**
 * True if a call began when it was created. Incoming calls do. An outgoing call does if it was not
 * scheduled, and it ended about as early as its length allows.
 */
const beganAsCreated = (
  { created, places, seconds, type }: Known,
  { made, reported }: { made: number; reported: number | null },
): boolean => {
  if (places.some((place) => place?.status === 'scheduled')) return false
  if (lookUp(created, SCHEDULED, isSaid)) return false
  const isIncoming = /^(?:inbound|incoming|web|chat)/i.test(type ?? '')
  if (reported === null) return isIncoming
  const passed = reported - made
  if (isIncoming) return passed > -MINUTE_MS && passed <= LONGEST_MS
  return passed >= 0 && passed <= (seconds === null ? HOUR_MS : seconds * 1000 + WAIT_MS)
}

/** The number if it is finite and not negative, else null. */
export const notNegative = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? value : null

const scaled = (value: number | undefined, factor: number): number | null => {
  const result = notNegative(value)
  return result === null ? null : Math.round(result * factor * 1000) / 1000
}
