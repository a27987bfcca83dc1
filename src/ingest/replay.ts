import type { Payload } from 'payload'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import type { BulkEntry } from '../audit/log'
import { packText, unpackText } from '../lib/packedText'
import { readDeliveries } from '../vapi/delivery'
import { NOT_ADMITTED } from './admit'
import { prepare, type Reading, type ReportReading } from './reading'
import { rereadCalls } from './reread/rereadCalls'
import { type DeliveryState, type Origin, type Review, storeForReview, storeReport } from './store'

const deliverySchema = z.object({
  call_summary_id: z.string().nullable(),
  body: z.instanceof(Uint8Array).transform(unpackText),
  client_id: z.string(),
  id: z.string(),
  received_at: z.date(),
  vapi_webhook_token: z.string().nullable(),
})

// Somebody waits for it in the admin, not Vapi.
const DATABASE_TIMEOUT_MS = 30_000

const callsSchema = z.array(z.object({ id: z.string() }))

const READ_CALLS = `
  select distinct call_summary_id as id from webhook_deliveries
  where id = any($1::uuid[]) and call_summary_id is not null`

const READ_DELIVERIES = `
  select d.id, d.client_id, d.call_summary_id, d.body, d.received_at, client.vapi_webhook_token
  from webhook_deliveries d join users client on client.id = d.client_id
  where d.id = any($1::uuid[]) order by d.received_at`

/** What does not become a report keeps the body that is there. */
const reviewOf = (reading: Exclude<Reading, ReportReading>, body: string): Review => ({
  messageType: 'messageType' in reading ? reading.messageType : null,
  packed: 'packed' in reading ? reading.packed : packText(body),
  problem: 'problem' in reading ? reading.problem : 'This is not a report of a call.',
  vapiCallId: 'vapiCallId' in reading ? reading.vapiCallId : null,
})

type Replay = {
  /** Of the history, for the calls that change. */
  entry: BulkEntry
  ids: readonly string[]
  payload: Payload
}

/**
 * Runs kept deliveries through today's parser and stores what comes out, as if they had just come
 * in at the time they did. Their calls, also those that they belonged to before, are then read anew from
 * all their bodies: what none of them says any more goes. Safe to repeat.
 * @returns the state of each delivery that still exists
 */
export const replay = async ({ entry, ids, payload }: Replay): Promise<DeliveryState[]> => {
  const { pool } = payload.db
  const { rows } = await pool.query({ text: READ_DELIVERIES, values: [ids] })
  const deliveries = z.array(deliverySchema).parse(rows)
  const states: DeliveryState[] = []
  for (const row of deliveries) {
    const token = row.vapi_webhook_token ? payload.decrypt(row.vapi_webhook_token) : ''
    const origin = {
      client: { by: 'id', value: row.client_id },
      deadline: Date.now() + DATABASE_TIMEOUT_MS,
      pool,
      receivedAt: row.received_at,
    } as const
    const store = async (reading: Reading, deliveryId: string) => {
      const whose: Origin = { ...origin, deliveryId }
      return reading.kind === 'report'
        ? await storeReport(whose, reading)
        : await storeForReview(whose, reviewOf(reading, row.body))
    }
    const { receivedAt } = origin
    const [first, ...others] = readDeliveries({ receivedAt, text: row.body, token })
    const stored = [await store(prepare(first), row.id)]
    for (const [index, other] of others.entries()) {
      if (other.kind === 'reply') continue
      // A delivery of its own, the same however often this one is replayed.
      stored.push(await store(prepare(other), uuidv5(String(index), row.id)))
    }
    const state = stored.includes('needs_review') ? 'needs_review' : stored[0]
    if (state && state !== NOT_ADMITTED) states.push(state)
  }
  const now = await pool.query({ text: READ_CALLS, values: [ids] })
  const calls = new Set(callsSchema.parse(now.rows).map(({ id }) => id))
  for (const { call_summary_id: former } of deliveries) if (former) calls.add(former)
  await rereadCalls({ entry, ids: [...calls], payload })
  return states
}
