import type { Payload } from 'payload'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { NOT_ADMITTED } from './admit'
import { atTheEnd } from './atTheEnd'
import { readGuardOf, secretsOf } from './guards'
import { prepareReport, type Reading, type Readings } from './reading'
import { readStored } from './readStored'
import { recordingCopyOf } from './recordingCopy'
import type { DeliveryState, Source } from './store'
import { storeByID } from './storeByID'

// Each further round means that somebody changed the mapping during the last one.
const MAX_ROUNDS = 10

/**
 * `known`: it was stored before, and nothing changed. `no_report`: it needs no storing. `no_client`: nobody's, or it only
 * adds, and its call is not here.
 */
export type StoredBody = 'known' | 'no_client' | 'no_report' | DeliveryState

type StoreBody = {
  /** Whether it sets off what a report does: notifications, and the client's to-do rule. */
  announce: boolean
  clientID: string
  /**
   * Whether it only adds to a call that is here, whose report had come: one that was deleted does not come back, and its
   * recording is not fetched.
   */
  onlyAdds?: boolean
  payload: Payload
  source: Exclude<Source, 'webhook'>
  /** The body as Vapi would post it, not masked. */
  text: string
}

/** The id of the delivery of a body. The same body of the same client has the same one, however often it comes. */
export const bodyDeliveryID = ({ clientID, text }: Pick<StoreBody, 'clientID' | 'text'>): string =>
  uuidv5(text, clientID)

const READ_CLIENT = {
  name: 'desk_read_client_of_body',
  text: `
    select client.vapi_webhook_token as token,
      exists (select from webhook_deliveries where id = $2::uuid) as known
    from users client where client.id = $1::uuid`,
}
const clientSchema = z.array(z.object({ known: z.boolean(), token: z.string().nullable() })).max(1)

type At = { now: Date; source: Source }

/** The reading as if its report had been sent at the end of the call. Others are left as they are. */
const readAtTheEnd = (reading: Reading, { now, source }: At): Reading => {
  if (reading.kind !== 'report' || !reading.report) return reading
  const { packed, values: _, ...rest } = reading
  const { costAt, report } = atTheEnd(reading.report, now)
  const prepared = { ...prepareReport({ ...rest, body: '', report }), packed }
  return source === 'recovered' ? { ...prepared, costAt } : prepared
}

/** When a reading counts as received: at the end of its call. */
const receivedAtOf = (reading: Reading, now: Date): Date =>
  reading.kind === 'report' && reading.report ? new Date(reading.report.reportedAt) : now

/**
 * Stores a body that did not come by the webhook as if it had: masked, read with the client's mapping, and merged
 * into its call if there is one. A second time it changes nothing. It counts as received and reported when the call
 * ended, and its cost, if it was recovered, as of when Vapi said so. A new call gets `source`; one that was there keeps its own. A body that holds no report is kept for review,
 * unless Vapi sends such messages only for their answer.
 * @throws any database error; then it can be stored again
 */
export const storeBody = async ({
  announce,
  clientID,
  onlyAdds = false,
  payload,
  source,
  text,
}: StoreBody): Promise<StoredBody> => {
  const { pool } = payload.db
  const now = new Date()
  const id = bodyDeliveryID({ clientID, text })
  const { rows } = await pool.query({ ...READ_CLIENT, values: [clientID, id] })
  const [client] = clientSchema.parse(rows)
  if (!client) return 'no_client'
  // Another report may have changed the call since it was stored.
  if (client.known && !onlyAdds) return 'known'
  const token = client.token ? payload.decrypt(client.token) : ''

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const read = await readGuardOf(payload, clientID)
    if (!read) return 'no_client'
    const { guard, mapping } = read
    const secrets = secretsOf(guard)
    // Vapi gives fresh links with a call that was missed. Those in files and in old calls have expired or are too many.
    const withRecordings = source === 'recovered' && !onlyAdds && guard.keepsRecordings
    const [first, ...others] = await readStored({
      mapping,
      receivedAt: now,
      secrets,
      text,
      token,
      withRecordings,
    })
    const readings = [first, ...others].filter(({ kind }) => kind !== 'reply')
    const [kept, ...rest] = readings.map((reading) => readAtTheEnd(reading, { now, source }))
    if (!kept) return 'no_report'
    const state = await storeByID({
      body: { id, receivedAt: now, text },
      clientID,
      copyOf: (reading) => recordingCopyOf(reading, { now, payload }),
      effects: announce ? 'all' : 'none',
      onlyAdds,
      pool,
      readings: [kept, ...rest] satisfies Readings,
      receivedAtOf: (reading) => receivedAtOf(reading, now),
      source,
      version: guard.id,
    })
    if (state === undefined) return 'no_client'
    if (state !== NOT_ADMITTED) return state
  }
  throw new Error('The mapping changed on every attempt to store a body')
}
