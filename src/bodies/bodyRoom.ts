import { ByteBudget } from './byteBudget'

const MB = 2 ** 20

/** Larger bodies than this come one after the other, so that smaller ones pass them by. */
export const SMALL_BYTES = MB / 4

/** All whose token was not accepted lately: whoever makes tokens up is one among them, however many. */
export const STRANGERS = ''

// Read, parsed, masked and on its way to the database, a body takes several times its size. Nobody has more
// than half of it: who sends slowly, or much, is not to keep everybody else out.
const large = new ByteBudget(32 * MB, 16 * MB)
const small = new ByteBudget(16 * MB, 8 * MB)

/** So much of strangers is worked on before they are asked for a token that is somebody's. */
const UNASKED_BYTES = SMALL_BYTES

// Vapi waits for 20 s by default. What is small should be answered within 5 s, in any case.
const LARGE_BODY_TIMEOUT_MS = 10_000
const SMALL_BODY_TIMEOUT_MS = 3_000
const MIN_BODY_TIMEOUT_MS = 500

/** So much of small bodies may be on its way, in memory as far as it has come: of each client, and of all strangers. */
const COMING_BYTES = 32 * MB

const coming = new Map<string, number>()

const countComing = (whose: string, bytes: number): void => {
  const now = (coming.get(whose) ?? 0) + bytes
  if (now > 0) coming.set(whose, now)
  else coming.delete(whose)
}

/** How much of the bodies is in memory, and who waits for room. */
export const bodiesInHand = () => ({
  bytes: large.used + small.used,
  waiting: large.waiting + small.waiting,
})

/** Whether so much more of strangers may be worked on without a look at their token first. */
export const mayComeUnasked = (bytes: number): boolean => {
  const used = small.usedBy(STRANGERS)
  return used === 0 || used + bytes <= UNASKED_BYTES
}

/** The room that one post takes for its body, until `leave`. */
export class BodyRoom {
  #coming: null | { bytes: number; whose: string } = null
  #large = 0
  #small = 0
  #whose = STRANGERS

  /** Before a small body is read, which may take long: whether so much more may be on its way. */
  expect(bytes: number, whose: string): boolean {
    if ((coming.get(whose) ?? 0) + bytes > COMING_BYTES) return false
    this.#coming = { bytes, whose }
    countComing(whose, bytes)
    return true
  }

  /** It is here. */
  #arrive(): void {
    if (this.#coming) countComing(this.#coming.whose, -this.#coming.bytes)
    this.#coming = null
  }

  /** Before a large body is read: whether there is room, for the sender can still be made to wait. */
  async takeLarge(bytes: number, whose = STRANGERS): Promise<boolean> {
    const isTaken = await large.take(bytes, LARGE_BODY_TIMEOUT_MS, whose)
    if (isTaken) {
      this.#large = bytes
      this.#whose = whose
    }
    return isTaken
  }

  /**
   * Before a body that has been read is worked on, unless room was taken before. Small bodies take
   * none while they come in: those who send slowly must not keep the others out.
   * @param sinceMs how long the post has been there
   */
  takeSmall(bytes: number, sinceMs: number, whose = STRANGERS): Promise<boolean> | true {
    this.#arrive()
    if (this.#large > 0) return true
    const timeoutMs = Math.max(MIN_BODY_TIMEOUT_MS, SMALL_BODY_TIMEOUT_MS - sinceMs)
    const taking = small.take(bytes, timeoutMs, whose)
    this.#whose = whose
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
    this.#arrive()
    if (this.#large > 0) large.give(this.#large, this.#whose)
    if (this.#small > 0) small.give(this.#small, this.#whose)
    this.#large = 0
    this.#small = 0
  }
}
