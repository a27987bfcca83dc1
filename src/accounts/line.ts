import { refusal } from '../refusals/refusals'

type Limits = {
  /** From one address. */
  address: number
  /** In all. */
  all: number
  /** For one account from one place. */
  bucket: number
}

/** About four seconds of hashing, two at a time, on a slow machine. */
const USUAL: Limits = { address: 16, all: 24, bucket: 8 }

type Standing = { address: null | string; bucket: string }

/**
 * The line before the hashes. It is short, and nobody can fill it alone; whoever finds no place is told
 * at once when to come again. Those of one bucket come one after another, so that each knows how the
 * one before it ended.
 */
export class Line {
  readonly #limits: Limits
  readonly #places = new Map<string, number>()
  readonly #turns = new Map<string, Promise<void>>()
  #all = 0

  constructor(limits: Limits = USUAL) {
    this.#limits = limits
  }

  /**
   * Does the work when it is its turn.
   * @throws {Refusal} when there is no place
   */
  async stand<Result>({ address, bucket }: Standing, work: () => Promise<Result>): Promise<Result> {
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

/** The one line of this process. */
export const hashLine = new Line()
