import type { Payload } from 'payload'
import { z } from 'zod'
import { packText, unpackText } from '../database/packedText'
import { readDelivery } from '../vapi/delivery'
import { NOT_ADMITTED } from './admit'
import { prepare, type Reading, type ReportReading } from './reading'
import { type DeliveryState, type Origin, type Review, storeForReview, storeReport } from './store'

const deliverySchema = z.object({
  body: z.instanceof(Uint8Array).transform(unpackText),
  client_id: z.string(),
  id: z.string(),
  received_at: z.date(),
  vapi_webhook_token: z.string().nullable(),
})

// Somebody waits for it in the admin, not Vapi.
const PATIENCE_MS = 30_000

const READ_DELIVERIES = `
  select d.id, d.client_id, d.body, d.received_at, client.vapi_webhook_token
  from webhook_deliveries d join users client on client.id = d.client_id
  where d.id = any($1::uuid[]) order by d.received_at`

/** What does not become a report keeps the body that is there. */
const reviewOf = (reading: Exclude<Reading, ReportReading>, body: string): Review => ({
  messageType: 'messageType' in reading ? reading.messageType : null,
  packed: packText(body),
  problem: 'problem' in reading ? reading.problem : 'This is not a report of a call.',
  vapiCallId: 'vapiCallId' in reading ? reading.vapiCallId : null,
})

/**
 * Runs kept deliveries through today's parser and stores what comes out, as if they had just come
 * in at the time they did. Safe to repeat: merging the same report twice changes nothing.
 * @returns the state of each delivery that still exists
 */
export const replay = async ({
  ids,
  payload,
}: {
  ids: readonly string[]
  payload: Payload
}): Promise<DeliveryState[]> => {
  const { pool } = payload.db
  const { rows } = await pool.query({ text: READ_DELIVERIES, values: [ids] })
  const states: DeliveryState[] = []
  for (const row of z.array(deliverySchema).parse(rows)) {
    const token = row.vapi_webhook_token ? payload.decrypt(row.vapi_webhook_token) : ''
    const reading = prepare(readDelivery({ receivedAt: row.received_at, text: row.body, token }))
    const origin: Origin = {
      client: { by: 'id', value: row.client_id },
      deadline: Date.now() + PATIENCE_MS,
      deliveryId: row.id,
      pool,
      receivedAt: row.received_at,
    }
    const state =
      reading.kind === 'report'
        ? await storeReport(origin, reading)
        : await storeForReview(origin, reviewOf(reading, row.body))
    if (state && state !== NOT_ADMITTED) states.push(state)
  }
  return states
}
