import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import { settings } from '../../settings/settings'
import { unwrapKey } from '../keep/fileKey'
import { openFrames, type Part, sealedPartOf } from '../seal/frames'
import type { StoreKind } from '../store/store'
import { keptIn } from '../store/storeOf'
import type { Playing } from './answer'
import { readRange } from './byteRange'

/** A kept recording. */
export type Kept = {
  bytes: number
  id: string
  name: string
  store: StoreKind
  wrappedKey: string
}

type Play = {
  /** The request's `If-Range` and `Range`. */
  asked: { ifRange: null | string; range: null | string }
  kept: Kept
  payload: Pick<Payload, 'decrypt'>
  signal: AbortSignal
}

/** A strong tag: a recording is never changed. It says nothing about where the file is. */
const tagOf = ({ id }: Kept): string =>
  `"${createHash('sha256').update(`recording ${id}`).digest('base64url').slice(0, 22)}"`

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
 */
export const playKept = async ({
  asked,
  kept,
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
  const sealed = await keptIn(store, settings())?.read(name, {
    ...sealedPartOf(part, bytes),
    signal,
  })
  if (!sealed) return null
  const fileKey = { id, key: unwrapKey(payload, wrappedKey) }
  return {
    body: await opened(openFrames(sealed, { bytes, fileKey, part })),
    headers: {
      'Content-Length': `${part.to - part.from}`,
      ETag: tag,
      ...(wanted !== 'all' && { 'Content-Range': `bytes ${part.from}-${part.to - 1}/${bytes}` }),
    },
    status: wanted === 'all' ? 200 : 206,
  }
}
