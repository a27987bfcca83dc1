import type { Payload } from 'payload'
import { intakePool } from '../database/connection/pool'
import { errorCode } from '../lib/errorCode'
import { newID } from '../lib/newID'
import { isWithin } from '../sender/networks'
import { admit, NOT_ADMITTED } from './admit'
import { type Guard, type Shown, secretsOf } from './guards'
import type { Reading } from './reading'
import type { Received } from './received'
import { countRefusal } from './refusals'
import { hasClient, type Origin, storeForReview, storeReport } from './store'
import { takeEach } from './takeEach'
import type { Read } from './threads/readingThreads'

type Posted = {
  /** Index of the token. */
  key: string
  /** From which alone posts are taken, for any client; none: from everywhere. */
  networks: readonly string[]
  payload: Payload
  read: Read
  /** What the sender shows for itself; `body` is what is taken in, `now` when it came. */
  shown: Shown
  token: string
  /** How much of the time there is was over before this. */
  spentMs: number
  /** Whose turn it takes to be read. */
  whose: string
}

// Vapi waits for 20 s by default, other senders for less: an answer of 503 must come in time.
// Below 5 s with what it takes to read the body and to answer.
const STORE_TIMEOUT_MS = 4_000

const UNKNOWN_TOKEN = { kind: 'unknown_token' } as const

// SQLSTATE classes that say that this data cannot be stored, however often it is tried.
const UNSTORABLE = /^(22|23|54)/

const isUnstorable = (err: unknown): boolean => UNSTORABLE.test(errorCode(err) ?? '')

/** Stores what was posted, unless the client's guard is another than the one in `origin`. */
const take = async (origin: Origin, reading: Reading): Promise<Received | typeof NOT_ADMITTED> => {
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
  const kept = (state: Awaited<ReturnType<typeof storeReport>>) => {
    if (state === NOT_ADMITTED) return state
    return state === null ? UNKNOWN_TOKEN : ({ kind: 'kept', messageType, state } as const)
  }
  try {
    return kept(await storeReport(origin, reading))
  } catch (err) {
    if (!isUnstorable(err)) throw err
    const review = {
      messageType,
      packed,
      problem: 'The database could not store this report.',
      vapiCallId,
    }
    return kept(await storeForReview(origin, review))
  }
}

/**
 * Takes in one body that was posted to a client's URL. When this returns, what it says is committed.
 * @throws whatever the database throws when it cannot be reached; then nothing is stored
 */
export const receive = async ({
  key,
  networks,
  payload,
  read,
  shown,
  token,
  spentMs,
  whose,
}: Posted): Promise<Received> => {
  if (networks.length > 0 && !isWithin(shown.source, networks)) {
    countRefusal(payload.db.pool, key, 'network')
    return { kind: 'refused', reason: 'network' }
  }
  const deadline = Date.now() + STORE_TIMEOUT_MS - spentMs
  // The same in each round, so that what was stored already is not stored twice.
  const deliveryIDs: string[] = []
  const receivedAt = shown.now
  const takeFor = async (guard: Guard | null) => {
    const secrets = guard ? secretsOf(guard) : []
    const posted = { bytes: shown.body, deadline, receivedAt, secrets, token, whose }
    const readings = await read(posted)
    const client = { by: 'token', guard: guard?.id ?? null, value: key } as const
    const pool = intakePool(payload.db.pool)
    const takeOne = (reading: Reading, index: number) => {
      const deliveryId = deliveryIDs[index] ?? newID()
      deliveryIDs[index] = deliveryId
      return take({ client, deadline, deliveryId, pool, receivedAt }, reading)
    }
    return readings.length === 1 ? await takeOne(readings[0], 0) : await takeEach(readings, takeOne)
  }
  return await admit<Received>({ deadline, key, payload, shown, take: takeFor })
}
