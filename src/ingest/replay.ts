import type { Payload } from 'payload'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import type { BulkEntry } from '../audit/log'
import { packText } from '../lib/packedText'
import { readDeliveries } from '../vapi/delivery'
import { PROBLEMS } from '../vapi/problems'
import { NOT_ADMITTED } from './admit'
import { prepare, type Reading, type Readings, type ReportReading } from './reading'
import { type KeptBody, readBodies } from './reread/keptBodies'
import { rereadCalls } from './reread/rereadCalls'
import { inSlices } from './slices'
import { type DeliveryState, type Origin, type Review, storeForReview, storeReport } from './store'
import { isLargeBody, readStoredBody } from './threads/storedBodies'

const deliverySchema = z.object({
  bytes: z.number(),
  call_summary_id: z.string().nullable(),
  client_id: z.string(),
  id: z.string(),
  vapi_webhook_token: z.string().nullable(),
})

// A person in the admin waits for it, not Vapi.
const DATABASE_TIMEOUT_MS = 30_000

const callsSchema = z.array(z.object({ id: z.string() }))

const READ_CALLS = `
  select distinct call_summary_id as id from webhook_deliveries
  where id = any($1::uuid[]) and call_summary_id is not null`

const LIST_DELIVERIES = `
  select d.id, d.client_id, d.call_summary_id, octet_length(d.body) as bytes, client.vapi_webhook_token
  from webhook_deliveries d join users client on client.id = d.client_id
  where d.id = any($1::uuid[]) order by d.received_at, d.id`

/** A delivery that does not become a report keeps its stored body. */
const reviewOf = (reading: Exclude<Reading, ReportReading>, body: string): Review => ({
  messageType: 'messageType' in reading ? reading.messageType : null,
  packed: 'packed' in reading ? reading.packed : packText(body),
  problem: 'problem' in reading ? reading.problem : PROBLEMS.only_replied,
  vapiCallId: 'vapiCallId' in reading ? reading.vapiCallId : null,
})

/** Reads a delivery's body with today's parser; a long one in a thread, where it delays nobody. */
const readAgain = ({ receivedAt, text }: KeptBody, token: string): Promise<Readings> => {
  if (isLargeBody(text)) return readStoredBody({ receivedAt, text, token })
  return inSlices((): Readings => {
    const [first, ...others] = readDeliveries({ receivedAt, text, token })
    return [prepare(first), ...others.map(prepare)]
  })
}

type Replay = {
  /** For the history of the calls that change. */
  entry: BulkEntry
  ids: readonly string[]
  payload: Payload
}

/**
 * Runs kept deliveries through today's parser and stores the result as if they had never been stored, with
 * the time at which they arrived. Their calls, and those that they belonged to before, are then read again
 * from all their bodies: values that no body contains any more are removed. Safe to repeat.
 * @returns the state of each delivery that still exists
 */
export const replay = async ({ entry, ids, payload }: Replay): Promise<DeliveryState[]> => {
  const { pool } = payload.db
  const { rows } = await pool.query({ text: LIST_DELIVERIES, values: [ids] })
  const deliveries = new Map(
    z
      .array(deliverySchema)
      .parse(rows)
      .map((row) => [row.id, row]),
  )
  const states: DeliveryState[] = []
  // A few bodies at a time: unpacked, all of them could need many times the available memory.
  const listed = [...deliveries.values()].map(({ bytes, id }) => ({ bytes, call: '', id }))
  for await (const body of readBodies(pool, listed)) {
    const row = deliveries.get(body.id)
    if (!row) continue
    const token = row.vapi_webhook_token ? payload.decrypt(row.vapi_webhook_token) : ''
    const origin = {
      client: { by: 'id', value: row.client_id },
      deadline: Date.now() + DATABASE_TIMEOUT_MS,
      pool,
      receivedAt: body.receivedAt,
    } as const
    const store = async (reading: Reading, deliveryId: string) => {
      const deliveryOrigin: Origin = { ...origin, deliveryId }
      return reading.kind === 'report'
        ? await storeReport(deliveryOrigin, reading)
        : await storeForReview(deliveryOrigin, reviewOf(reading, body.text))
    }
    const [first, ...others] = await readAgain(body, token)
    const stored = [await store(first, row.id)]
    for (const [index, other] of others.entries()) {
      if (other.kind === 'reply') continue
      // A separate delivery, with the same id however often this one is replayed.
      stored.push(await store(other, uuidv5(String(index), row.id)))
    }
    const state = stored.includes('needs_review') ? 'needs_review' : stored[0]
    if (state && state !== NOT_ADMITTED) states.push(state)
  }
  const now = await pool.query({ text: READ_CALLS, values: [ids] })
  const calls = new Set(callsSchema.parse(now.rows).map(({ id }) => id))
  for (const { call_summary_id: former } of deliveries.values()) if (former) calls.add(former)
  await rereadCalls({ entry, ids: [...calls], payload })
  return states
}
