import { ByteBudget } from './byteBudget'

const MB = 2 ** 20

/** Larger bodies have a budget of their own, so that smaller ones need not wait for them. */
export const SMALL_BYTES = MB / 4

/** The owner of bodies with tokens that were not accepted recently. All made-up tokens share this one. */
export const STRANGERS = ''

// While it is read, parsed, masked and stored, a body takes several times its size. One owner may use
// at most half of each budget, so that a slow or busy sender does not keep out the others.
const large = new ByteBudget(32 * MB, 16 * MB)
const small = new ByteBudget(16 * MB, 8 * MB)

/** How many bytes of strangers are handled before their token is looked up first. */
const UNASKED_BYTES = SMALL_BYTES

// Vapi waits for 20 s by default. Small bodies should always be answered within 5 s.
const LARGE_BODY_TIMEOUT_MS = 10_000
const SMALL_BODY_TIMEOUT_MS = 3_000
const MIN_BODY_TIMEOUT_MS = 500

/** How many bytes of small bodies one client, or all strangers together, may be sending at a time. */
const INCOMING_BYTES = 32 * MB

const incoming = new Map<string, number>()

const countIncoming = (owner: string, bytes: number): void => {
  const now = (incoming.get(owner) ?? 0) + bytes
  if (now > 0) incoming.set(owner, now)
  else incoming.delete(owner)
}

/** How many bytes of bodies are in memory, and how many bodies wait for room. */
export const bodiesInHand = () => ({
  bytes: large.used + small.used,
  waiting: large.waiting + small.waiting,
})

/** True if so many more bytes of strangers may be handled without looking up their token first. */
export const mayComeUnasked = (bytes: number): boolean => {
  const used = small.usedBy(STRANGERS)
  return used === 0 || used + bytes <= UNASKED_BYTES
}

/** The memory that one post reserves for its body, until `leave`. */
export class BodyRoom {
  #incoming: null | { bytes: number; owner: string } = null
  #large = 0
  #owner = STRANGERS
  #small = 0

  /**
   * Call it before a small body is read, which may take long. False if the owner is sending too much
   * already.
   */
  expect(bytes: number, owner: string): boolean {
    if ((incoming.get(owner) ?? 0) + bytes > INCOMING_BYTES) return false
    this.#incoming = { bytes, owner }
    countIncoming(owner, bytes)
    return true
  }

  /** The body has arrived. */
  #arrive(): void {
    if (this.#incoming) countIncoming(this.#incoming.owner, -this.#incoming.bytes)
    this.#incoming = null
  }

  /**
   * Reserves memory before a large body is read, while the sender can still be made to wait. False if
   * it fails.
   */
  async takeLarge(bytes: number, owner = STRANGERS): Promise<boolean> {
    const isTaken = await large.take(bytes, LARGE_BODY_TIMEOUT_MS, owner)
    if (isTaken) {
      this.#large = bytes
      this.#owner = owner
    }
    return isTaken
  }

  /**
   * Reserves memory before a body that has been read is handled, unless `takeLarge` did so. Small bodies
   * reserve none while they arrive, since slow senders must not keep out the others.
   * @param sinceMs how many milliseconds ago the post began
   * @returns false if no memory became free in time
   */
  takeSmall(bytes: number, sinceMs: number, owner = STRANGERS): Promise<boolean> | true {
    this.#arrive()
    if (this.#large > 0) return true
    const timeoutMs = Math.max(MIN_BODY_TIMEOUT_MS, SMALL_BODY_TIMEOUT_MS - sinceMs)
    const taking = small.take(bytes, timeoutMs, owner)
    this.#owner = owner
    if (taking === true) {
      this.#small = bytes
      return true
    }
    return taking.then((isTaken) => {
      if (isTaken) this.#small = bytes
      return isTaken
    })
  }

  /** How many milliseconds of the time for storing a post have passed. */
  spent(sinceMs: number): number {
    return this.#large > 0 ? 0 : Math.min(SMALL_BODY_TIMEOUT_MS, sinceMs)
  }

  /** Gives back all reserved memory. */
  leave(): void {
    this.#arrive()
    if (this.#large > 0) large.give(this.#large, this.#owner)
    if (this.#small > 0) small.give(this.#small, this.#owner)
    this.#large = 0
    this.#small = 0
  }
}
