import type { Pool } from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Delivery } from '../vapi/delivery'
import { isSameCall, mergeCall } from '../vapi/merge'
import { readKeptCall } from './callState'
import { columnValues } from './columns'
import {
  type ClientKey,
  FIND_CLIENT,
  KEEP_REPEAT,
  keepForReview,
  READ_CALL,
  STORE_MERGED,
  storeFirst,
} from './statements'

// Each round lost means that another report of the same call was stored meanwhile.
const MAX_ROUNDS = 100

export type DeliveryState = 'merged' | 'needs_review' | 'stored'

/** Whose delivery it is and when it came; a replay names the delivery that exists. */
export type Origin = {
  client: { by: ClientKey; value: string }
  deliveryId?: string
  receivedAt: Date
}

type Review = Extract<Delivery, { kind: 'malformed' | 'review' }>
type Report = Extract<Delivery, { kind: 'report' }>

/** Whether a client has this token. `index` is its `tokenIndex`. */
export const hasClient = async (pool: Pool, index: string): Promise<boolean> =>
  (await pool.query({ ...FIND_CLIENT, values: [index] })).rows.length > 0

/**
 * Keeps a delivery that staff should look at.
 * @returns null when there is no such client
 */
export const storeForReview = async (
  pool: Pool,
  { client, deliveryId, receivedAt }: Origin,
  delivery: Omit<Review, 'kind'> | Review,
): Promise<DeliveryState | null> => {
  const { rows } = await pool.query({
    ...keepForReview(client.by),
    values: [
      client.value,
      deliveryId ?? uuidv7(),
      'messageType' in delivery ? delivery.messageType : null,
      'vapiCallId' in delivery ? delivery.vapiCallId : null,
      delivery.problem,
      delivery.body,
      receivedAt,
    ],
  })
  return rows.length > 0 ? 'needs_review' : null
}

/** Merges a report into the call that is kept already. False: the row moved on, start again. */
const storeRepeat = async (
  pool: Pool,
  origin: Origin,
  { body, messageType, report }: Report,
  clientID: string,
): Promise<boolean> => {
  const { rows } = await pool.query({
    ...READ_CALL,
    values: [clientID, report.vapiCallId, report.currencies, report.price],
  })
  if (rows.length === 0) return false
  const kept = readKeptCall(rows[0], report.vapiCallId)
  const { currencies: _, ...values } = report
  const merged = mergeCall(kept.state, { ...values, currency: kept.incomingCurrency })
  const delivery = [origin.deliveryId ?? uuidv7(), messageType, body, origin.receivedAt]

  if (isSameCall(kept.state, merged)) {
    const repeat = await pool.query({ ...KEEP_REPEAT, values: [kept.id, ...delivery] })
    return repeat.rows.length > 0
  }
  const written = await pool.query({
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

const firstValues = (origin: Origin, { body, messageType, report }: Report): unknown[] => [
  origin.client.value,
  uuidv7(),
  report.vapiCallId,
  report.currencies,
  origin.deliveryId ?? uuidv7(),
  messageType,
  body,
  origin.receivedAt,
  ...columnValues(report),
]

/**
 * Stores a report and its delivery: a first report in one statement, a repeated one by merging. Every
 * statement commits by itself or not at all, so the delivery is there exactly if its effect is.
 * @returns null when there is no such client
 */
export const storeReport = async (
  pool: Pool,
  origin: Origin,
  delivery: Report,
): Promise<DeliveryState | null> => {
  const first = storeFirst(origin.client.by)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { rows } = await pool.query<{ client: string; summary: null | string }>({
      ...first,
      values: firstValues(origin, delivery),
    })
    const [row] = rows
    if (!row) return null
    if (row.summary) return 'stored'
    if (await storeRepeat(pool, origin, delivery, row.client)) return 'merged'
  }
  throw new Error('A call changed on every attempt to merge a report into it')
}
