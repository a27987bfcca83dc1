import type { Pool } from 'pg'
import { v5 as uuidv5 } from 'uuid'
import { packText } from '../lib/packedText'
import { LATE_TYPE } from '../vapi/messageTypes'
import { PROBLEMS } from '../vapi/problems'
import { NOT_ADMITTED } from './admit'
import type { Reading, Readings, ReportReading } from './reading'
import type { RecordingCopy } from './recordingCopy'
import type { Effects } from './statementParts'
import {
  addToCall,
  type DeliveryState,
  type Origin,
  type Review,
  type Source,
  storeForReview,
  storeReport,
} from './store'

// A person waits for it, or nobody, but not Vapi.
const DATABASE_TIMEOUT_MS = 30_000

/** A delivery that does not become a report keeps the body that was read. */
const reviewOf = (reading: Exclude<Reading, ReportReading>, text: string): Review => ({
  messageType: 'messageType' in reading ? reading.messageType : null,
  packed: 'packed' in reading ? reading.packed : packText(text),
  problem: 'problem' in reading ? reading.problem : PROBLEMS.only_replied,
  vapiCallId: 'vapiCallId' in reading ? reading.vapiCallId : null,
})

type StoreByID = {
  /** `id`: that of the delivery. */
  body: { id: string; receivedAt: Date; text: string }
  clientID: string
  /** The copy that is to be made of a reading's recording; left out: none. */
  copyOf?: (reading: Reading) => null | RecordingCopy
  effects: Effects
  /** Whether it only adds to calls that are here. */
  onlyAdds?: boolean
  pool: Pool
  readings: Readings
  /** When a reading counts as received; the body's `receivedAt` if left out. */
  receivedAtOf?: (reading: Reading) => Date
  source: Source
  /** Of the mapping that the body was read with. */
  version: string
}

/**
 * Stores what was read in a body that no sender waits for: a replayed one, or one that came otherwise than by the
 * webhook. Of several messages in it, each further one has a delivery with an id that follows from the body's.
 * @returns the state of the body's delivery, `needs_review` if any of its messages does; undefined if there is no
 *   such client, or no such call and it only adds; `NOT_ADMITTED` if the mapping has changed: read the body again
 */
export const storeByID = async ({
  body,
  clientID,
  copyOf = () => null,
  effects,
  onlyAdds = false,
  pool,
  readings: [first, ...others],
  receivedAtOf = () => body.receivedAt,
  source,
  version,
}: StoreByID): Promise<DeliveryState | typeof NOT_ADMITTED | undefined> => {
  const client = { by: 'id', effects, guard: version, source, value: clientID } as const
  const store = async (reading: Reading, deliveryId: string) => {
    const origin: Origin = {
      client,
      copy: copyOf(reading),
      deadline: Date.now() + DATABASE_TIMEOUT_MS,
      deliveryId,
      pool,
      receivedAt: receivedAtOf(reading),
    }
    if (reading.kind !== 'report') {
      return await storeForReview(origin, reviewOf(reading, body.text))
    }
    return onlyAdds
      ? await addToCall({ ...origin, messageType: LATE_TYPE }, reading, clientID)
      : await storeReport(origin, reading)
  }
  const stored = [await store(first, body.id)]
  for (const [index, other] of others.entries()) {
    if (other.kind !== 'reply') stored.push(await store(other, uuidv5(String(index), body.id)))
  }
  if (stored.includes(NOT_ADMITTED)) return NOT_ADMITTED
  return (stored.includes('needs_review') ? 'needs_review' : stored[0]) ?? undefined
}
