/** Takes points from the quota that all processes share. Rejects if it cannot be reached. */
export type TakePoints = (
  key: string,
  points: number,
) => Promise<{ left?: number; resetMs?: number; waitMs: number }>

type Options = {
  /** How many points are taken at a time. */
  block: number
  take: TakePoints
  windowMs: number
}

type Lease = {
  blockedUntil: number
  left: number
  /** When the shared window ends, in epoch milliseconds, if it was asked. */
  resetsAt?: number | undefined
  /** What was left of the shared quota when last asked. */
  shared?: number | undefined
  since: number
  taking: boolean
}

const MAX_KEYS = 10_000

/**
 * A shared limit that costs almost nothing: each process leases points in blocks, in the background, and
 * spends them in memory. Every process gives one block per window for free, so that a caller below that never
 * touches the database. The limit is therefore exact to one block, plus requests under way, per process. If
 * the database cannot be reached, nobody is blocked.
 */
export class QuotaLeases {
  readonly #leases = new Map<string, Lease>()
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  /** How many milliseconds the key has to wait; 0: none. */
  waitOf(key: string, now: number): number {
    return Math.max(0, (this.#leases.get(key)?.blockedUntil ?? 0) - now)
  }

  /**
   * The key's quota as far as this process knows: points it still holds, what the shared quota had left when last
   * asked, and in how many milliseconds the window ends.
   */
  stateOf(
    key: string,
    now: number,
  ): { ahead: number; resetMs: number; shared?: number | undefined } {
    const { left, resetsAt = 0, shared, since } = this.#leaseOf(key, now)
    if (resetsAt > now) return { ahead: left, resetMs: resetsAt - now, shared }
    return { ahead: left, resetMs: Math.max(0, since + this.#options.windowMs - now) }
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
      // The shared window may have begun later than this process's own.
      resetsAt: known?.resetsAt,
      shared: known?.shared,
      since: now,
      taking: false,
    }
    this.#leases.set(key, lease)
    return lease
  }

  async #take(key: string, lease: Lease, now: number): Promise<void> {
    lease.taking = true
    try {
      // Includes what was spent while waiting, so that a burst counts in full.
      while (lease.left < 0) {
        const points = Math.max(this.#options.block, -lease.left)
        const { left, resetMs, waitMs } = await this.#options.take(key, points)
        lease.left += points
        lease.shared = left
        lease.resetsAt = resetMs === undefined ? undefined : now + resetMs
        if (waitMs > 0) lease.blockedUntil = now + waitMs
      }
    } catch {
      lease.left = this.#options.block
    }
    lease.taking = false
  }

  /** Forgets keys that are not blocked; they start again with a full block. */
  #forget(now: number): void {
    for (const [key, lease] of this.#leases) {
      if (lease.blockedUntil <= now && !lease.taking) this.#leases.delete(key)
    }
    if (this.#leases.size >= MAX_KEYS) this.#leases.clear()
  }
}
