import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import { withTimeout } from '../../lib/withTimeout'
import { settings } from '../../settings/settings'
import { unwrapKey } from '../keep/fileKey'
import { openFrames, type Part, SealBroken, sealedPartOf } from '../seal/frames'
import type { StoreKind } from '../store/store'
import { keptIn } from '../store/storeOf'
import type { Playing } from './answer'
import { readRange } from './byteRange'
import { takeAsking } from './streams'

/** A kept recording. */
export type Kept = {
  bytes: number
  id: string
  name: string
  store: StoreKind
  wrappedKey: string
}

/** How long the storage may take until the first bytes are there, in milliseconds. */
const OPENING_MS = 20_000

type Play = {
  /** The request's `If-Range` and `Range`. */
  asked: { ifRange: null | string; range: null | string }
  kept: Kept
  openingMs?: number
  payload: Pick<Payload, 'decrypt'>
  signal: AbortSignal
}

/** A strong tag: a recording is never changed. It says nothing about where the file is. */
const tagOf = ({ id }: Kept): string =>
  `"${createHash('sha256').update(`recording ${id}`).digest('base64url').slice(0, 22)}"`

/** The storage of recordings does not answer, or not with the file. */
export class StorageAway extends Error {
  override name = 'StorageAway'
}

/**
 * Waits for what a storage gives, but not for long.
 * @throws {SealBroken} as `work` does
 * @throws {StorageAway} for anything else, with the cause
 */
const inTime = <Result>(work: Promise<Result>, milliseconds: number): Promise<Result> => {
  const late = () => {
    throw new StorageAway('The storage of recordings did not answer in time')
  }
  return withTimeout(work, { milliseconds, onTimeout: late }).catch((error: unknown) => {
    if (error instanceof SealBroken || error instanceof StorageAway) throw error
    throw new StorageAway('The storage of recordings failed', { cause: error })
  })
}

/** The same pieces, of which the first is there already: if it does not open, the answer can still say so. */
const opened = async (pieces: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const first = await pieces.next()
  return (async function* () {
    if (!first.done) yield first.value
    yield* pieces
  })()
}

/**
 * What to send, or that there is no such range; null: the file is gone.
 * @throws {SealBroken} if it does not open from where it is to be played
 * @throws {StorageAway} if the storage does not give the file
 * @throws {Refusal} BUSY if too many wait for it
 */
export const playKept = async ({
  asked,
  kept,
  openingMs = OPENING_MS,
  payload,
  signal,
}: Play): Promise<'no_such_range' | null | Playing> => {
  const { bytes, id, name, store, wrappedKey } = kept
  const tag = tagOf(kept)
  // A range of something else than what the caller has is no use: it gets all.
  const isSame = asked.ifRange === null || asked.ifRange.trim() === tag
  const wanted = isSame ? readRange(asked.range, bytes) : 'all'
  if (wanted === 'none') return 'no_such_range'
  const part: Part = wanted === 'all' ? { from: 0, to: bytes } : wanted
  const fileKey = { id, key: unwrapKey(payload, wrappedKey) }
  const given = new AbortController()
  const giveBack = store === 's3' ? takeAsking('storage') : () => undefined
  const open = async () => {
    const sealed = await keptIn(store, settings())?.read(name, {
      ...sealedPartOf(part, bytes),
      signal: AbortSignal.any([signal, given.signal]),
    })
    return sealed ? await opened(openFrames(sealed, { bytes, fileKey, part })) : null
  }
  const body = await inTime(open(), openingMs)
    .catch((error: unknown) => {
      given.abort()
      throw error
    })
    .finally(giveBack)
  if (!body) return null
  return {
    body,
    headers: {
      'Content-Length': `${part.to - part.from}`,
      ETag: tag,
      ...(wanted !== 'all' && { 'Content-Range': `bytes ${part.from}-${part.to - 1}/${bytes}` }),
    },
    status: wanted === 'all' ? 200 : 206,
  }
}
