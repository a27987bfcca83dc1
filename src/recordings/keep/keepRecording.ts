import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { describeError } from '../../lib/describeError'
import { settings } from '../../settings/settings'
import { sealFrames } from '../seal/frames'
import { NoRoom, type RecordingStore } from '../store/store'
import { storeOf } from '../store/storeOf'
import { audioTypeOf, HEAD_BYTES } from './audioType'
import { newFile } from './fileKey'
import type { KeepOutcome } from './outcome'
import {
  findCall,
  insertKept,
  keptBytes,
  keptBytesOf,
  noteFull,
  noteLeft,
  noteRoom,
  noteWriting,
} from './rows'

/** How large a recording may be: more than two hours in the format that Vapi uses. */
export const MAX_RECORDING_BYTES = 250 * 2 ** 20

/**
 * How much of `RECORDINGS_MAX_BYTES` one client may have. Whoever posts for a client chooses the links: nobody is to stop
 * the copies of all others by that.
 */
const SHARE = 0.8

type NotKept = Exclude<KeepOutcome, { kind: 'kept' }>

/** Ends the writing of a file that cannot be kept. */
class Refused extends Error {
  readonly outcome: NotKept
  constructor(outcome: NotKept) {
    super(outcome.problem)
    this.outcome = outcome
  }
}

const FULL = {
  limit: {
    because: 'limit',
    kind: 'full',
    problem: 'All recordings together have reached RECORDINGS_MAX_BYTES.',
  },
  share: {
    because: 'share',
    kind: 'full',
    problem: 'The client has four fifths of RECORDINGS_MAX_BYTES: the rest is for others.',
  },
} as const satisfies Record<string, NotKept>

/** The first bytes of a recording, and all of it. */
const withHead = async (source: AsyncIterable<Uint8Array>) => {
  const chunks = source[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  while (head.byteLength < HEAD_BYTES) {
    const { done, value } = await chunks.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => chunks }
  const whole = async function* () {
    yield head
    yield* rest
  }
  const end = async () => {
    await chunks.return?.()
  }
  return { end, head, whole: whole() }
}

/** `beyond`: what it means that there is no more room. */
type Bounds = { beyond: NotKept; room: number; signal: AbortSignal }

type Space = { clientID: string; maxBytes: number; pool: Pool }

/** How many bytes may be kept of one more recording. */
const roomFor = async ({ clientID, maxBytes, pool }: Space): Promise<Omit<Bounds, 'signal'>> => {
  const left = maxBytes - (await keptBytes(pool))
  const own = Math.floor(maxBytes * SHARE) - (await keptBytesOf(pool, clientID))
  return own < left ? { beyond: FULL.share, room: own } : { beyond: FULL.limit, room: left }
}

/** Counts what passes. Throws for what is too large, and when the work is to stop. */
const counted = (recording: AsyncIterable<Uint8Array>, { beyond, room, signal }: Bounds) => {
  const count = { bytes: 0 }
  const chunks = async function* () {
    for await (const chunk of recording) {
      signal.throwIfAborted()
      count.bytes += chunk.byteLength
      if (count.bytes > MAX_RECORDING_BYTES) {
        throw new Refused({ kind: 'too_large', problem: 'The recording has more than 250 MB.' })
      }
      if (count.bytes > room) throw new Refused(beyond)
      yield chunk
    }
  }
  return { chunks: chunks(), count }
}

type Keep = {
  clientID: string
  /** As the sender gave it. */
  contentType: null | string
  /** How many bytes all recordings may have together. */
  maxBytes?: number
  payload: Payload
  signal: AbortSignal
  /** The recording, read at the pace of the store. It is ended in any case. */
  source: AsyncIterable<Uint8Array>
  store?: RecordingStore
  vapiCallID: string
}

const write = async (
  { clientID, contentType, payload, signal, vapiCallID }: Keep,
  { maxBytes, store }: { maxBytes: number; store: RecordingStore },
  recording: Pick<Awaited<ReturnType<typeof withHead>>, 'head' | 'whole'>,
): Promise<KeepOutcome> => {
  const { pool } = payload.db
  const call = await findCall(pool, { clientID, vapiCallID })
  if (!call) return { kind: 'no_call', problem: 'The desk does not have this call.' }
  if (call.keptBytes !== null) return { bytes: call.keptBytes, kind: 'kept' }
  const type = audioTypeOf(recording.head, contentType)
  if (!type) return { kind: 'not_audio', problem: 'What is behind the link is not audio.' }
  const { beyond, room } = await roomFor({ clientID, maxBytes, pool })
  if (room < recording.head.byteLength) return beyond
  const { id, key, name, wrappedKey } = newFile(payload)
  const file = { name, store: store.kind }
  await noteWriting(pool, file)
  let isKept = false
  try {
    const { chunks, count } = counted(recording.whole, { beyond, room, signal })
    await store.put(name, sealFrames(chunks, { id, key }), { signal })
    const { bytes } = count
    const row = {
      ...file,
      bytes,
      clientID,
      contentType: type,
      id,
      maxBytes,
      vapiCallID,
      wrappedKey,
    }
    isKept = await insertKept(pool, row)
    if (isKept) return { bytes, kind: 'kept' }
    const now = await findCall(pool, { clientID, vapiCallID })
    if (!now) return { kind: 'no_call', problem: 'The call was deleted meanwhile.' }
    // Another process was faster.
    if (now.keptBytes !== null) return { bytes: now.keptBytes, kind: 'kept' }
    return FULL.limit
  } finally {
    if (!isKept) await noteLeft(pool, file)
  }
}

const problemOf = (error: unknown): NotKept => {
  if (error instanceof Refused) return error.outcome
  if (error instanceof NoRoom) return { because: 'disk', kind: 'full', problem: error.message }
  return { kind: 'failed', problem: describeError(error) }
}

/**
 * Keeps the recording of a call: sealed, under a key of its own, in the store of this desk. A call has one at most;
 * one that is there already is left as it is.
 * @returns what became of it; never throws but for a database that is away
 */
export const keepRecording = async (keep: Keep): Promise<KeepOutcome> => {
  const { pool } = keep.payload.db
  const { maxBytes = settings().RECORDINGS_MAX_BYTES, store = storeOf(settings()) } = keep
  let end = async () => {}
  let outcome: KeepOutcome
  try {
    const recording = await withHead(keep.source)
    end = recording.end
    outcome = await write(keep, { maxBytes, store }, recording)
  } catch (error) {
    outcome = problemOf(error)
  } finally {
    // Its sender may have gone.
    await end().catch(() => undefined)
  }
  if (outcome.kind === 'full') {
    await noteFull(pool, outcome.because === 'disk' ? 'disk' : 'limit')
  }
  if (outcome.kind === 'kept') await noteRoom(pool)
  return outcome
}
