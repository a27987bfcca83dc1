import type { Pool } from 'pg'
import { z } from 'zod'
import { type Database, withDeadline } from '../database/connection/deadline'
import { newID } from '../lib/newID'
import { unpackText } from '../lib/packedText'
import { readDelivery } from '../vapi/delivery'
import { isSameCall, mergeCall } from '../vapi/merge'
import type { CallReport } from '../vapi/report'
import { NOT_ADMITTED } from './admit'
import { readKeptCall } from './callState'
import { columnValues } from './columns'
import { addFirstReport } from './firstReports'
import { storeFirst } from './firstStatements'
import { inLargeMerges } from './largeMerges'
import type { ReportReading } from './reading'
import { noteRetiredUse } from './retiredUse'
import { ANY_SIZE, type ClientKey, LARGE_CALL } from './statementParts'
import { FIND_CLIENT, KEEP_REPEAT, keepForReview, READ_CALL, STORE_MERGED } from './statements'
import type { StoredFirst } from './waiting'

// Each round lost means that another report of the same call was stored meanwhile.
const MAX_ROUNDS = 100

export type DeliveryState = 'merged' | 'needs_review' | 'stored'

/** Whose delivery it is and when it came. */
export type Origin = {
  client:
    | { by: Extract<ClientKey, 'id'>; value: string }
    /** `guard`: the one that the sender has passed, null where none is known of. */
    | { by: Extract<ClientKey, 'token'>; guard: null | string; value: string }
  /** Until when the database may take, in epoch milliseconds. */
  deadline: number
  /** Of the delivery, however often it is tried: a replay names one that exists. */
  deliveryId: string
  pool: Pool
  receivedAt: Date
}

/** What is kept of a body that staff should look at. */
export type Review = {
  messageType: string | null
  packed: Uint8Array
  problem: string
  vapiCallId: string | null
}

const foundSchema = z
  .array(z.object({ admitted: z.boolean(), client: z.string(), retired: z.string().nullable() }))
  .max(1)

/** What a statement answered of the client it looked for. */
const readFound = ({ pool }: Origin, rows: unknown) => {
  const [found] = foundSchema.parse(rows)
  if (!found) return null
  if (!found.admitted) return NOT_ADMITTED
  noteRetiredUse(pool, found.retired)
  return found
}

const guardOf = ({ client }: Origin): null | string => (client.by === 'token' ? client.guard : null)

const databaseOf = ({ deadline, pool }: Origin): Database => withDeadline(pool, deadline)

/** Whether there is such a client, and its guard lets the sender pass. */
export const hasClient = async (origin: Origin): Promise<boolean | typeof NOT_ADMITTED> => {
  const { rows } = await databaseOf(origin).query({
    ...FIND_CLIENT,
    values: [origin.client.value, guardOf(origin)],
  })
  const found = readFound(origin, rows)
  return found === NOT_ADMITTED ? found : found !== null
}

/**
 * Keeps a delivery that staff should look at.
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
      guardOf(origin),
    ],
  })
  const found = readFound(origin, rows)
  return found === NOT_ADMITTED ? found : found && 'needs_review'
}

/** The whole report, which only a merge asks for. */
const reportOf = async (
  { packed, readReport, report }: ReportReading,
  receivedAt: Date,
): Promise<CallReport> => {
  if (report) return report
  if (readReport) return await readReport()
  const delivery = readDelivery({ receivedAt, text: unpackText(packed), token: '' })
  if (delivery.kind !== 'report') throw new Error('A body that was a report is none')
  return delivery.report
}

type Repeat = { clientID: string; maxBytes: number; origin: Origin; reading: ReportReading }

/**
 * Merges a report into the call that is kept already.
 * @returns false when the row moved on; null when there is none that is no larger than that
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
  const { currencies: _, ...values } = await reportOf(reading, origin.receivedAt)
  const merged = mergeCall(kept.state, { ...values, currency: kept.incomingCurrency })
  const delivery = [origin.deliveryId, messageType, packed, origin.receivedAt.toISOString()]

  if (isSameCall(kept.state, merged)) {
    const values = [kept.id, ...delivery, kept.version]
    const repeat = await database.query({ ...KEEP_REPEAT, values })
    return repeat.rows.length > 0
  }
  const written = await database.query({
    ...STORE_MERGED,
    values: [
      kept.id,
      kept.version,
      merged.values.currency,
      merged.fieldTimes && JSON.stringify(merged.fieldTimes),
      ...delivery,
      ...columnValues(merged.values),
    ],
  })
  return written.rows.length > 0
}

/**
 * Merges a report into the call that is kept already. False: the row moved on, start again. A report of a few
 * bytes has a call of many megabytes read, merged and written: those wait for each other, and hold neither
 * the connections nor the memory that others need.
 */
const storeRepeat = async (
  origin: Origin,
  reading: ReportReading,
  clientID: string,
): Promise<boolean> => {
  const repeat = { clientID, origin, reading }
  const isMerged = await mergeRepeat({ ...repeat, maxBytes: LARGE_CALL })
  if (isMerged !== null) return isMerged
  const merge = () => mergeRepeat({ ...repeat, maxBytes: ANY_SIZE })
  return (await inLargeMerges({ deadline: origin.deadline, whose: clientID }, merge)) ?? false
}

const replayedSchema = z.tuple([
  z.object({
    admitted: z.literal(true),
    client: z.string(),
    repeated: z.string().nullable(),
    retired: z.null(),
    summary: z.string().nullable(),
  }),
])

/** About how many bytes parameters take on their way to the database. */
const sizeOf = (values: readonly unknown[]): number =>
  values.reduce<number>(
    (bytes, value) =>
      bytes + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 8),
    0,
  )

const storeReplayed = async (origin: Origin, values: unknown[]): Promise<StoredFirst> => {
  const statement = storeFirst({ key: 'id', rows: 1 })
  const { rows } = await databaseOf(origin).query({ ...statement, values })
  return replayedSchema.safeParse(rows).data?.[0] ?? null
}

/** Stores a report if its call is new; a replay goes alone, others with those that wait. */
const storeIfFirst = (
  origin: Origin,
  { currencies, messageType, packed, vapiCallId, values: columns }: ReportReading,
): Promise<StoredFirst> => {
  const values = [
    origin.client.value,
    guardOf(origin),
    newID(),
    vapiCallId,
    currencies,
    origin.deliveryId,
    messageType,
    packed,
    origin.receivedAt.toISOString(),
    ...columns,
  ]
  if (origin.client.by === 'id') return storeReplayed(origin, values)
  const { value: key } = origin.client
  const { deadline, pool } = origin
  const call = `${key} ${vapiCallId}`
  return addFirstReport(pool, { bytes: sizeOf(values), call, deadline, key, values })
}

/**
 * Stores a report and its delivery: a first report in one statement, a repeated one by merging. Every
 * statement commits by itself or not at all, so the delivery is there exactly if its effect is.
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
