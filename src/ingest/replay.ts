import type { Payload } from 'payload'
import { z } from 'zod'
import type { BulkEntry } from '../audit/log'
import { mappingOfVersion, mappingVersionOf, readMappingOf } from '../fields/readMappings'
import { NOT_ADMITTED } from './admit'
import { readStored } from './readStored'
import { type KeptBody, readBodies } from './reread/keptBodies'
import { rereadCalls } from './reread/rereadCalls'
import type { DeliveryState } from './store'
import { storeByID } from './storeByID'

const deliverySchema = z.object({
  bytes: z.number(),
  call_summary_id: z.string().nullable(),
  client_id: z.string(),
  id: z.string(),
  mapping_version: z.string(),
  source: z.enum(['imported', 'recovered', 'webhook']).nullable(),
  vapi_webhook_token: z.string().nullable(),
})

// Each further round means that somebody changed the mapping during the last one.
const MAX_ROUNDS = 10

const callsSchema = z.array(z.object({ id: z.string() }))

const READ_CALLS = `
  select distinct call_summary_id as id from webhook_deliveries
  where id = any($1::uuid[]) and call_summary_id is not null`

const LIST_DELIVERIES = `
  select d.id, d.client_id, d.call_summary_id, octet_length(d.body) as bytes, d.source,
    client.vapi_webhook_token, ${mappingVersionOf('client')} as mapping_version
  from webhook_deliveries d join users client on client.id = d.client_id
  where d.id = any($1::uuid[]) order by d.received_at, d.id`

type Again = { body: KeptBody; payload: Payload; row: z.infer<typeof deliverySchema> }

/**
 * Reads a kept body with the mapping of now, and stores the result.
 * @returns undefined if its client is gone
 */
const storeAgain = async ({ body, payload, row }: Again): Promise<DeliveryState | undefined> => {
  const { pool } = payload.db
  const clientID = row.client_id
  const token = row.vapi_webhook_token ? payload.decrypt(row.vapi_webhook_token) : ''
  const source = row.source ?? 'webhook'
  let read = await mappingOfVersion(pool, { clientID, version: row.mapping_version })
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const state = await storeByID({
      body,
      clientID,
      // Nobody is notified of a call that was moved in, whatever it says.
      effects: source === 'imported' ? 'none' : 'notifications',
      pool,
      readings: await readStored({ ...body, mapping: read.mapping, token }),
      source,
      version: read.version,
    })
    if (state !== NOT_ADMITTED) return state
    read = await readMappingOf(pool, clientID)
  }
  throw new Error('The mapping changed on every attempt to replay a delivery')
}

type Replay = {
  /** For the history of the calls that change. */
  entry: BulkEntry
  ids: readonly string[]
  payload: Payload
}

/**
 * Runs kept deliveries through today's parser, with the mapping of now, and stores the result as if they had never been stored, with
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
    const state = await storeAgain({ body, payload, row })
    if (state) states.push(state)
  }
  const now = await pool.query({ text: READ_CALLS, values: [ids] })
  const calls = new Set(callsSchema.parse(now.rows).map(({ id }) => id))
  for (const { call_summary_id: former } of deliveries.values()) if (former) calls.add(former)
  await rereadCalls({ entry, ids: [...calls], payload })
  return states
}
