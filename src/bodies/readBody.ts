/**
 * Reads request bodies: size limits, time-outs, and how much memory all of them may take.
 * @module
 */

import { type BodyRoom, mayComeUnasked, SMALL_BYTES, STRANGERS } from './bodyRoom'
import type { BodyTimes } from './inTime'
import { type PostedBody, readCapped, type Unread } from './readCapped'

/** Vapi gives up after 20 s by default, 300 s at most. Sending a report never takes that long. */
export const BODY_TIMES: BodyTimes = { idle: 10_000, whole: 30_000 }

type ReadBody = {
  body: PostedBody | null
  header: (name: string) => null | string
  /** Looks up whether the token belongs to a client. Called before much is read. */
  isKnown: () => Promise<boolean>
  maxBytes: number
  room: BodyRoom
  times: BodyTimes
  /** The owner of the memory: the key of a client's token, or `STRANGERS`. `isKnown` may change it. */
  whose: () => string
}

/** Why there is no body to handle. */
export type NoBody = 'too_busy' | 'unknown_token' | Unread

/**
 * Reads the body of a post, if there is memory for it.
 * @returns the bytes, with the milliseconds of the time for storing them that have passed; or why it
 *   was not read
 */
export const readBody = async ({
  body,
  header,
  isKnown,
  maxBytes,
  room,
  times,
  whose,
}: ReadBody): Promise<{ bytes: Uint8Array; spentMs: number } | { unread: NoBody }> => {
  const start = performance.now()
  const since = () => performance.now() - start
  const small = Math.min(Number(header('content-length') ?? SMALL_BYTES) || 0, SMALL_BYTES)
  if (!room.expect(small, whose())) {
    // Bodies that are sent slowly stay in memory, and strangers can be any number of senders.
    if (whose() === STRANGERS && !(await isKnown())) return { unread: 'unknown_token' }
    if (!room.expect(small, whose())) return { unread: 'too_busy' }
  }
  const read = await readCapped({
    body,
    declared: header('content-length'),
    encoding: header('content-encoding'),
    maxBytes,
    mayBeLarge: async (bytes) => {
      if (!(await isKnown())) return 'unknown_token'
      return (await room.takeLarge(bytes, whose())) ? null : 'too_busy'
    },
    small: SMALL_BYTES,
    times,
  })
  if ('unread' in read) return read
  const { bytes } = read
  // Anybody can make up tokens, so above a limit the token is looked up before the body is handled.
  const isUnasked = whose() === STRANGERS && !mayComeUnasked(bytes.byteLength)
  if (isUnasked && !(await isKnown())) return { unread: 'unknown_token' }
  const taken = room.takeSmall(bytes.byteLength, since(), whose())
  if (taken !== true && !(await taken)) return { unread: 'too_busy' }
  return { bytes, spentMs: room.spent(since()) }
}
