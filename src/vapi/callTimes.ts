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

type Told = {
  call: ReportCall
  /** When the first thing was said, by the clock of the conversation. */
  firstSaid: () => number | null
  /** When the report was received, in epoch milliseconds. */
  received: number
  message: ReportMessage
  /** The message and the call, as they came. */
  places: readonly (JsonObject | undefined)[]
  /** The call or the chat alone. */
  created: readonly (JsonObject | undefined)[]
  /** Kind of call, as sent. */
  type: string | null
}

/**
 * Reads when a call began and ended and how long it took. Null where nothing says when it began: that
 * it was created then is something else when it was to be placed later.
 */
export const readCallTimes = (told: Told): CallTimes => {
  const { call, message, places, received } = told
  // What is named like a time of the call and lies ahead is when something is to be.
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
    // Not from when it was created: that would count the ringing as conversation.
    scaled(started !== null && ended !== null ? ended - started : undefined, 1 / 1000) ??
    (started !== null && ended !== null ? null : namedSeconds(places))
  const began = started ?? startOf({ ...told, ended, seconds })
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

const namedSeconds = (places: Told['places']): number | null =>
  lookUp(places, SECONDS, readDuration) ??
  lookUp(places, MILLISECONDS, (value) => scaled(numberOf(value), 1 / 1000)) ??
  lookUp(places, MINUTES, (value) => scaled(numberOf(value), 60))

const numberOf = (value: JsonValue): number | undefined =>
  typeof value === 'number' ? value : undefined

type Known = Told & { ended: number | null; seconds: number | null }

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

/** The longest that Vapi lets a call take, and a while for the report to come. */
const LONGEST_MS = 13 * HOUR_MS
/** How long a call may wait before it is placed, and its report before it is sent. */
const WAIT_MS = 10 * MINUTE_MS

/** Names of what says that a call was to be placed later, for itself or as one of a list. */
const SCHEDULED: Names = ['scheduleplan', 'scheduledat', 'scheduledfor', 'campaignid']
const isSaid = (value: JsonValue): true | null => (value === '' || value === false ? null : true)

/**
 * Whether a call began when it was made: one that comes in does. One that goes out does if it was not
 * to wait, and was over about as soon as it could be.
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

/** A number that can be an amount or a length of time. */
export const notNegative = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? value : null

const scaled = (value: number | undefined, factor: number): number | null => {
  const result = notNegative(value)
  return result === null ? null : Math.round(result * factor * 1000) / 1000
}
