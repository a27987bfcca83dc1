/** How long a sender may take, in milliseconds. */
export type BodyTimes = {
  /** For the next piece of a body. */
  idle: number
  /** For all of them together. */
  whole: number
}

/** Thrown when a sender stops sending, or sends too slowly. */
export class TooSlow extends Error {
  override name = 'TooSlow'
}

const before = <Piece>(coming: Promise<Piece>, milliseconds: number): Promise<Piece> =>
  new Promise((resolve, reject) => {
    // Data may already be here, unread: after a busy moment, timers run before sockets are read.
    const timer = setTimeout(() => setImmediate(reject, new TooSlow()), milliseconds)
    const clear = () => clearTimeout(timer)
    coming.then(resolve, reject).then(clear, clear)
  })

/**
 * The pieces of a body, as long as they arrive in time. Only waiting for the sender counts, not the
 * reader's own work in between.
 * @throws {TooSlow} when they do not; the rest of the body is not read
 */
export async function* inTime(
  body: AsyncIterable<Uint8Array>,
  { idle, whole }: BodyTimes,
): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]()
  let left = whole
  try {
    for (;;) {
      const asked = performance.now()
      const piece = await before(pieces.next(), Math.min(idle, left))
      if (piece.done) return
      left -= performance.now() - asked
      if (left <= 0) throw new TooSlow()
      yield piece.value
    }
  } finally {
    // Not awaited: if a piece never arrives, this would never end either.
    pieces.return?.().catch(() => undefined)
  }
}
