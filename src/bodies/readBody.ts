import { type BodyRoom, mayComeUnasked, SMALL_BYTES, STRANGERS } from './bodyRoom'
import type { BodyTimes } from './inTime'
import { type PostedBody, readCapped, type Unread } from './readCapped'

/** Vapi gives up after 20 s by default, 300 s at most; nobody takes that long to send a report. */
export const BODY_TIMES: BodyTimes = { idle: 10_000, whole: 30_000 }

type ReadBody = {
  body: PostedBody | null
  header: (name: string) => null | string
  /** Whether the token is somebody's: asked before much is read. */
  isKnown: () => Promise<boolean>
  maxBytes: number
  room: BodyRoom
  times: BodyTimes
  /** Who takes the room: a client, by what its token is counted by, or `STRANGERS`. Asking may tell. */
  whose: () => string
}

/** Why there is no body to work on. */
export type NoBody = 'too_busy' | 'unknown_token' | Unread

/**
 * Reads what was posted, when there is room for it in memory.
 * @returns the bytes and how much of the time for storing them is over, or why there are none
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
    // Who sends slowly keeps it in memory, and strangers are as many as they like.
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
  // Anybody can make tokens up, and each body has to be read before the database says whose it is.
  const isUnasked = whose() === STRANGERS && !mayComeUnasked(bytes.byteLength)
  if (isUnasked && !(await isKnown())) return { unread: 'unknown_token' }
  const taken = room.takeSmall(bytes.byteLength, since(), whose())
  if (taken !== true && !(await taken)) return { unread: 'too_busy' }
  return { bytes, spentMs: room.spent(since()) }
}
