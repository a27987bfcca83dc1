import { refusal } from '../refusals/refusals'

type Limits = {
  /** How many may wait or run from one address. */
  address: number
  /** How many may wait or run in all. */
  all: number
  /** How many may wait or run for one account from one place. */
  bucket: number
}

/** About four seconds of hashing on a slow machine, two at a time. */
const DEFAULT_LIMITS: Limits = { address: 16, all: 24, bucket: 8 }

type Caller = { address: null | string; bucket: string }

/**
 * The queue of password hashes. It is short, and no single caller can fill it. If it is full, the caller is
 * refused immediately with a time to retry. Hashes of one bucket run one after another, so that each sees
 * the result of the one before.
 */
export class HashQueue {
  readonly #limits: Limits
  readonly #places = new Map<string, number>()
  readonly #turns = new Map<string, Promise<void>>()
  #all = 0

  constructor(limits: Limits = DEFAULT_LIMITS) {
    this.#limits = limits
  }

  /**
   * Runs `work` when it is its turn.
   * @throws {Refusal} if the queue is full
   */
  async run<Result>({ address, bucket }: Caller, work: () => Promise<Result>): Promise<Result> {
    const places = [`bucket ${bucket}`, ...(address === null ? [] : [`address ${address}`])]
    const [ofBucket = 0, ofAddress = 0] = places.map((place) => this.#places.get(place) ?? 0)
    if (ofBucket >= this.#limits.bucket || ofAddress >= this.#limits.address) {
      throw refusal('TOO_MANY_REQUESTS')
    }
    if (this.#all >= this.#limits.all) throw refusal('BUSY')
    this.#count(places, 1)
    try {
      return await this.#inTurn(bucket, work)
    } finally {
      this.#count(places, -1)
    }
  }

  #count(places: readonly string[], step: -1 | 1): void {
    this.#all += step
    for (const place of places) {
      const count = (this.#places.get(place) ?? 0) + step
      if (count === 0) this.#places.delete(place)
      else this.#places.set(place, count)
    }
  }

  async #inTurn<Result>(bucket: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#turns.get(bucket)
    const result = before === undefined ? work() : before.then(work)
    const over = result.then(
      () => undefined,
      () => undefined,
    )
    this.#turns.set(bucket, over)
    try {
      return await result
    } finally {
      if (this.#turns.get(bucket) === over) this.#turns.delete(bucket)
    }
  }
}

/** The only queue of this process. */
export const hashQueue = new HashQueue()
