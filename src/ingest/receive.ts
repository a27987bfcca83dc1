import type { Payload } from 'payload'
import type { Token } from '../clients/tokenIndex'
import { intakePool } from '../database/connection/pool'
import { errorCode } from '../lib/errorCode'
import { newID } from '../lib/newID'
import { isWithin } from '../sender/networks'
import { PROBLEMS } from '../vapi/problems'
import { Admission, NOT_ADMITTED } from './admit'
import { type SenderEvidence, secretsOf } from './guards'
import type { Reading } from './reading'
import type { Received } from './received'
import { recordingCopyOf } from './recordingCopy'
import { countRefusal } from './refusals'
import { hasClient, type Origin, storeForReview, storeReport } from './store'
import { type StoreOutcome, storeEach } from './storeEach'
import type { ReadBody } from './threads/readingThreads'

type ReceiveArgs = {
  /** `body` holds the posted bytes, `now` the time of receipt. */
  evidence: SenderEvidence
  /** The only networks that may post, for all clients; empty: any. */
  networks: readonly string[]
  payload: Payload
  /** Which share of the reading time the body counts against. */
  queueKey: string
  read: ReadBody
  /** Time already spent on this post. */
  spentMs: number
  token: Token
}

// Vapi waits 20 s by default, other senders less, and the 503 must arrive in time. Together with reading
// the body and answering this stays below 5 s.
const STORE_TIMEOUT_MS = 4_000

// Each further round means that somebody changed the client's sender verification or its mapping during the last one.
const MAX_ROUNDS = 10

const UNKNOWN_TOKEN = { kind: 'unknown_token' } as const

// SQLSTATE classes of data that can never be stored, however often it is tried.
const UNSTORABLE = /^(22|23|54)/

const isUnstorable = (err: unknown): boolean => UNSTORABLE.test(errorCode(err) ?? '')

/** Stores one reading, unless the client's guard is not the one named in `origin`. */
const storeReading = async (origin: Origin, reading: Reading): Promise<StoreOutcome> => {
  if (reading.kind === 'reply') {
    const { messageType, reply } = reading
    const known = await hasClient(origin)
    if (known === NOT_ADMITTED) return known
    return known ? { kind: 'reply', messageType, reply } : UNKNOWN_TOKEN
  }
  if (reading.kind !== 'report') {
    const review = { messageType: null, vapiCallId: null, ...reading }
    const state = await storeForReview(origin, review)
    if (state === NOT_ADMITTED) return state
    if (state === null) return UNKNOWN_TOKEN
    if (reading.kind === 'malformed') return { kind: 'malformed' }
    return { kind: 'kept', messageType: review.messageType, state }
  }

  const { messageType, packed, vapiCallId } = reading
  const outcome = (state: Awaited<ReturnType<typeof storeReport>>): StoreOutcome => {
    if (state === NOT_ADMITTED) return state
    return state === null ? UNKNOWN_TOKEN : { kind: 'kept', messageType, state }
  }
  try {
    return outcome(await storeReport(origin, reading))
  } catch (err) {
    if (!isUnstorable(err)) throw err
    const review = {
      messageType,
      packed,
      problem: PROBLEMS.not_stored,
      vapiCallId,
    }
    return outcome(await storeForReview(origin, review))
  }
}

/**
 * Receives one body that was posted to a client's URL. Everything the result says is committed.
 * @throws any database error; then nothing is stored
 */
export const receive = async ({
  evidence,
  networks,
  payload,
  queueKey,
  read,
  spentMs,
  token,
}: ReceiveArgs): Promise<Received> => {
  if (networks.length > 0 && !isWithin(evidence.source, networks)) {
    countRefusal(payload.db.pool, token.index, 'network')
    return { kind: 'refused', reason: 'network' }
  }
  const deadline = Date.now() + STORE_TIMEOUT_MS - spentMs
  const pool = intakePool(payload.db.pool)
  const receivedAt = evidence.now
  // The same ids in each round, so that nothing is stored twice.
  const deliveryIDs: string[] = []
  const admission = new Admission({ deadline, evidence, payload, tokenIndex: token.index })

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const checked = await admission.check()
    if (checked.kind === 'refused') return checked
    const { guard, mapping } = checked
    const secrets = guard ? secretsOf(guard) : []
    const readings = await read({
      bytes: evidence.body,
      deadline,
      mapping,
      queueKey,
      receivedAt,
      secrets,
      token: token.value,
      withRecordings: guard?.keepsRecordings ?? false,
    })
    const client = { by: 'token', guard: guard?.id ?? null, value: token.index } as const
    const store = (reading: Reading, index: number) => {
      const deliveryId = deliveryIDs[index] ?? newID()
      deliveryIDs[index] = deliveryId
      const copy = recordingCopyOf(reading, { now: receivedAt, payload })
      return storeReading({ client, copy, deadline, deliveryId, pool, receivedAt }, reading)
    }
    const outcome =
      readings.length === 1 ? await store(readings[0], 0) : await storeEach(readings, store)
    if (outcome !== NOT_ADMITTED) {
      admission.noteStored()
      return outcome
    }
    await admission.readGuard()
  }
  throw new Error(
    'The sender verification or the mapping changed on every attempt to store a report',
  )
}
