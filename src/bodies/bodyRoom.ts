import { ByteBudget } from './byteBudget'

const MB = 2 ** 20

/** Larger bodies than this come one after the other, so that smaller ones pass them by. */
export const SMALL_BYTES = MB / 4

// Read, parsed, masked and on its way to the database, a body takes several times its size.
const large = new ByteBudget(32 * MB)
const small = new ByteBudget(16 * MB)

// Vapi waits for 20 s by default. What is small should be answered within 5 s, in any case.
const LARGE_BODY_TIMEOUT_MS = 10_000
const SMALL_BODY_TIMEOUT_MS = 3_000
const MIN_BODY_TIMEOUT_MS = 500

/** How much of the bodies is in memory, and who waits for room. */
export const bodiesInHand = () => ({
  bytes: large.used + small.used,
  waiting: large.waiting + small.waiting,
})

/** The room that one post takes for its body, until `leave`. */
export class BodyRoom {
  #large = 0
  #small = 0

  /** Before a large body is read: whether there is room, for the sender can still be made to wait. */
  async takeLarge(bytes: number): Promise<boolean> {
    const isTaken = await large.take(bytes, LARGE_BODY_TIMEOUT_MS)
    if (isTaken) this.#large = bytes
    return isTaken
  }

  /**
   * Before a body that has been read is worked on, unless room was taken before. Small bodies take
   * none while they come in: those who send slowly must not keep the others out.
   * @param sinceMs how long the post has been there
   */
  takeSmall(bytes: number, sinceMs: number): Promise<boolean> | true {
    if (this.#large > 0) return true
    const taking = small.take(bytes, Math.max(MIN_BODY_TIMEOUT_MS, SMALL_BODY_TIMEOUT_MS - sinceMs))
    if (taking === true) {
      this.#small = bytes
      return true
    }
    return taking.then((isTaken) => {
      if (isTaken) this.#small = bytes
      return isTaken
    })
  }

  /** How much of the time that a post has for being stored is over already, in milliseconds. */
  spent(sinceMs: number): number {
    return this.#large > 0 ? 0 : Math.min(SMALL_BODY_TIMEOUT_MS, sinceMs)
  }

  leave(): void {
    if (this.#large > 0) large.give(this.#large)
    if (this.#small > 0) small.give(this.#small)
    this.#large = 0
    this.#small = 0
  }
}
