import type { Pool } from 'pg'
import { z } from 'zod'
import { type Database, withDeadline } from '../database/connection/deadline'
import { newID } from '../lib/newID'
import { outcomeKey } from '../vapi/followUpRule'
import { isSameCall, mergeCall } from '../vapi/merge'
import type { Problem } from '../vapi/problems'
import type { CallReport } from '../vapi/report'
import { NOT_ADMITTED } from './admit'
import { readKeptCall } from './callState'
import { columnValues, REPORT_FIELDS } from './columns'
import { addFirstReport } from './firstReports'
import { storeFirst } from './firstStatements'
import { inLargeMerges } from './largeMerges'
import type { ReportReading } from './reading'
import type { RecordingCopy } from './recordingCopy'
import { noteRetiredUse } from './retiredUse'
import { ANY_SIZE, type ClientKey, type Effects, LARGE_CALL } from './statementParts'
import { FIND_CLIENT, keepForReview, keepRepeat, READ_CALL, storeMerged } from './statements'
import type { StoredFirst } from './waiting'

// Each further round means that another report of the same call was stored during the last one.
const MAX_ROUNDS = 100

export type DeliveryState = 'merged' | 'needs_review' | 'stored'

/** How a body came to the desk. */
export type Source = 'imported' | 'recovered' | 'webhook'

/** Which client a delivery belongs to, and when it came. */
export type Origin = {
  client: /** `guard`: the version of the mapping that the body was read with. */
    | {
        by: Extract<ClientKey, 'id'>
        effects: Effects
        guard: string
        source: Source
        value: string
      }
    /** `guard`: the id of the guard that the sender passed and the body was read under; null if none is known. */
    | { by: Extract<ClientKey, 'token'>; guard: null | string; value: string }
  /** The copy that is to be made of the report's recording; null or left out: none. */
  copy?: null | RecordingCopy
  /** When the database must have answered, in epoch milliseconds. */
  deadline: number
  /** The same for every attempt; a replay names a delivery that exists. */
  deliveryId: string
  /** The type of the delivery of a report that is merged; that of the report if left out. */
  messageType?: string
  pool: Pool
  receivedAt: Date
}

/** What is stored of a body that staff should review. */
export type Review = {
  messageType: string | null
  packed: Uint8Array
  problem: Problem
  vapiCallId: string | null
}

const foundSchema = z
  .array(z.object({ admitted: z.boolean(), client: z.string(), retired: z.string().nullable() }))
  .max(1)

/** Parses what a statement found out about the client; null if there is no such client. */
const readFound = ({ pool }: Origin, rows: unknown) => {
  const [found] = foundSchema.parse(rows)
  if (!found) return null
  if (!found.admitted) return NOT_ADMITTED
  noteRetiredUse(pool, found.retired)
  return found
}

/** The parameter that statements by id have beside the others. */
const sourceOf = ({ client }: Origin): Source[] => (client.by === 'id' ? [client.source] : [])

/** The parameters of the copy, if one is to be made. */
const copyOf = ({ copy }: Origin): unknown[] =>
  copy ? [copy.link, copy.expiresAt.toISOString()] : []

const effectsOf = ({ client }: Origin): Effects => (client.by === 'id' ? client.effects : 'all')

const databaseOf = ({ deadline, pool }: Origin): Database => withDeadline(pool, deadline)

/** Whether the client exists, or `NOT_ADMITTED` if its guard is another one. */
export const hasClient = async (origin: Origin): Promise<boolean | typeof NOT_ADMITTED> => {
  const { rows } = await databaseOf(origin).query({
    ...FIND_CLIENT,
    values: [origin.client.value, origin.client.guard],
  })
  const found = readFound(origin, rows)
  return found === NOT_ADMITTED ? found : found !== null
}

/**
 * Stores a delivery that staff should review.
 * @returns null when there is no such client
 */
export const storeForReview = async (
  origin: Origin,
  { messageType, packed, problem, vapiCallId }: Review,
): Promise<DeliveryState | null | typeof NOT_ADMITTED> => {
  const { rows } = await databaseOf(origin).query({
    ...keepForReview(origin.client.by),
    values: [
      origin.client.value,
      origin.deliveryId,
      messageType,
      vapiCallId,
      problem,
      packed,
      origin.receivedAt,
      origin.client.guard,
      ...sourceOf(origin),
    ],
  })
  const found = readFound(origin, rows)
  return found === NOT_ADMITTED ? found : found && 'needs_review'
}

/** The whole report: only a merge needs it. */
const reportOf = async ({ readReport, report }: ReportReading): Promise<CallReport> => {
  const whole = report ?? (await readReport?.())
  if (!whole) throw new Error('A reading came without its report')
  return whole
}

type Repeat = { clientID: string; maxBytes: number; origin: Origin; reading: ReportReading }

/**
 * Merges a report into the stored call.
 * @returns false if the row or the client's guard has changed in between; null if there is no call of at most `maxBytes`
 */
const mergeRepeat = async ({
  clientID,
  maxBytes,
  origin,
  reading,
}: Repeat): Promise<boolean | null> => {
  const { currencies, messageType, packed, price, vapiCallId } = reading
  const database = databaseOf(origin)
  const { rows } = await database.query({
    ...READ_CALL,
    values: [clientID, vapiCallId, currencies, price, maxBytes],
  })
  if (rows.length === 0) return null
  const kept = readKeptCall(rows[0], vapiCallId)
  const { currencies: _, ...values } = await reportOf(reading)
  const { costAt } = reading
  const said = { ...values, currency: kept.incomingCurrency, ...(costAt && { costAt }) }
  const merged = mergeCall(kept.state, said)
  const type = origin.messageType ?? messageType
  const delivery = [origin.deliveryId, type, packed, origin.receivedAt.toISOString()]

  const { by, guard } = origin.client
  const withCopy = Boolean(origin.copy)
  if (isSameCall(kept.state, merged)) {
    const rest = [kept.version, guard, ...sourceOf(origin), ...copyOf(origin)]
    const repeat = await database.query({
      ...keepRepeat({ key: by, withCopy }),
      values: [kept.id, ...delivery, ...rest],
    })
    return repeat.rows.length > 0
  }
  const effects = effectsOf(origin)
  const written = await database.query({
    ...storeMerged({ effects, key: by, withCopy }),
    values: [
      kept.id,
      kept.version,
      merged.values.currency,
      merged.fieldTimes && JSON.stringify(merged.fieldTimes),
      ...delivery,
      ...columnValues(merged.values),
      guard,
      ...sourceOf(origin),
      ...(effects === 'all' ? [keyOf(merged.values.outcome)] : []),
      ...copyOf(origin),
    ],
  })
  return written.rows.length > 0
}

/**
 * Merges a report into the stored call; false if the row or the guard has changed in between, so start again; null if there
 * is no such call. A report of a
 * few bytes may belong to a call of many megabytes, which has to be read, merged and written. Those go one at a
 * time, so that they take neither the connections nor the memory that others need.
 */
const storeRepeat = async (
  origin: Origin,
  reading: ReportReading,
  clientID: string,
): Promise<boolean | null> => {
  const repeat = { clientID, origin, reading }
  const isMerged = await mergeRepeat({ ...repeat, maxBytes: LARGE_CALL })
  if (isMerged !== null) return isMerged
  const merge = () => mergeRepeat({ ...repeat, maxBytes: ANY_SIZE })
  return await inLargeMerges({ clientID, deadline: origin.deadline }, merge)
}

const OUTCOME = REPORT_FIELDS.indexOf('outcome')

/** The outcome as rules name it; null without one. */
const keyOf = (outcome: unknown): null | string =>
  typeof outcome === 'string' ? outcomeKey(outcome) : null

const byIDSchema = z.tuple([
  z.object({
    admitted: z.boolean(),
    client: z.string(),
    repeated: z.string().nullable(),
    retired: z.null(),
    summary: z.string().nullable(),
  }),
])

/** Roughly how many bytes the parameters take on the wire. */
const sizeOf = (values: readonly unknown[]): number =>
  values.reduce<number>(
    (bytes, value) =>
      bytes + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 8),
    0,
  )

const storeByID = async (origin: Origin, values: unknown[]): Promise<StoredFirst> => {
  const withCopy = Boolean(origin.copy)
  const statement = storeFirst({ effects: effectsOf(origin), key: 'id', rows: 1, withCopy })
  const { rows } = await databaseOf(origin).query({ ...statement, values })
  return byIDSchema.safeParse(rows).data?.[0] ?? null
}

/** Stores a report if its call is new: what came otherwise than by the webhook in its own statement, others together with those that wait. */
const storeIfFirst = (
  origin: Origin,
  { currencies, messageType, packed, vapiCallId, values: columns }: ReportReading,
): Promise<StoredFirst> => {
  const values = [
    origin.client.value,
    origin.client.guard,
    newID(),
    vapiCallId,
    currencies,
    origin.deliveryId,
    messageType,
    packed,
    origin.receivedAt.toISOString(),
    keyOf(columns[OUTCOME]),
    ...columns,
    ...copyOf(origin),
    ...sourceOf(origin),
  ]
  if (origin.client.by === 'id') return storeByID(origin, values)
  const { value: tokenIndex } = origin.client
  const { deadline, pool } = origin
  const call = `${tokenIndex} ${vapiCallId}`
  const withCopy = Boolean(origin.copy)
  const bytes = sizeOf(values)
  return addFirstReport(pool, { bytes, call, deadline, tokenIndex, values, withCopy })
}

/**
 * Stores a report and its delivery: a first report in one statement, a repeated one by merging. Each
 * statement is its own transaction, so the delivery exists exactly if its effect does. Each also compares the guard,
 * so that no reading is stored under another mapping than that of now: if it changed before a merge was written, the
 * next round finds out.
 * @returns null when there is no such client
 */
export const storeReport = async (
  origin: Origin,
  reading: ReportReading,
): Promise<DeliveryState | null | typeof NOT_ADMITTED> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const first = await storeIfFirst(origin, reading)
    if (!first) return null
    if (!first.admitted) return NOT_ADMITTED
    noteRetiredUse(origin.pool, first.retired)
    if (first.summary) return 'stored'
    if (first.repeated) return 'merged'
    if (await storeRepeat(origin, reading, first.client)) return 'merged'
  }
  throw new Error('A call changed on every attempt to merge a report into it')
}

/**
 * Adds a report to its call.
 * @returns null when there is no such call; `NOT_ADMITTED` if the call or the mapping changed in between: read the body
 *   again
 */
export const addToCall = async (
  origin: Origin,
  reading: ReportReading,
  clientID: string,
): Promise<DeliveryState | null | typeof NOT_ADMITTED> => {
  const isMerged = await storeRepeat(origin, reading, clientID)
  return isMerged === false ? NOT_ADMITTED : isMerged && 'merged'
}
