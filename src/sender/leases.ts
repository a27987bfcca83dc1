/** Takes points from the state that all processes share. Rejects when that cannot be reached. */
export type TakePoints = (key: string, points: number) => Promise<{ waitMs: number }>

type Options = {
  /** How many points are taken at once. */
  block: number
  take: TakePoints
  windowMs: number
}

type Lease = { blockedUntil: number; left: number; since: number; taking: boolean }

const MAX_KEYS = 10_000

/**
 * A shared limit that costs almost nothing: points are taken in blocks, beforehand and behind the
 * request's back, and spent in memory. In each window every process gives one block for free, so that
 * whoever stays below that never reaches the shared state. The limit is therefore exact to one block
 * and what is under way, for each process. When the shared state cannot be reached, nobody is blocked.
 */
export class Leases {
  readonly #leases = new Map<string, Lease>()
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  /** For how many milliseconds the key has to wait; 0: not at all. */
  waitOf(key: string, now: number): number {
    return Math.max(0, (this.#leases.get(key)?.blockedUntil ?? 0) - now)
  }

  /** Spends a point of the key. */
  spend(key: string, now: number): void {
    const lease = this.#leaseOf(key, now)
    lease.left -= 1
    if (lease.left < 0 && !lease.taking) void this.#take(key, lease, now)
  }

  #leaseOf(key: string, now: number): Lease {
    const known = this.#leases.get(key)
    if (known && (known.taking || now - known.since < this.#options.windowMs)) return known
    if (!known && this.#leases.size >= MAX_KEYS) this.#forget(now)
    const lease = {
      blockedUntil: known?.blockedUntil ?? 0,
      left: this.#options.block,
      since: now,
      taking: false,
    }
    this.#leases.set(key, lease)
    return lease
  }

  async #take(key: string, lease: Lease, now: number): Promise<void> {
    lease.taking = true
    try {
      // With what was spent meanwhile, so that a burst counts in full.
      while (lease.left < 0) {
        const points = Math.max(this.#options.block, -lease.left)
        const { waitMs } = await this.#options.take(key, points)
        lease.left += points
        if (waitMs > 0) lease.blockedUntil = now + waitMs
      }
    } catch {
      lease.left = this.#options.block
    }
    lease.taking = false
  }

  /** Keeps those who are blocked; the others start anew when they come again. */
  #forget(now: number): void {
    for (const [key, lease] of this.#leases) {
      if (lease.blockedUntil <= now && !lease.taking) this.#leases.delete(key)
    }
    if (this.#leases.size >= MAX_KEYS) this.#leases.clear()
  }
}
