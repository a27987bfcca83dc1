/**
 * How long the database may work on one read of the API, in milliseconds. Far enough below five seconds that
 * even a busy machine has answered by then.
 */
const READ_MS = 4_500

/**
 * Limits how long a request may keep the database busy with reads: a few seconds, and only while the caller
 * is connected. Requests that write have no such limit: they are finished once started.
 */
export class ReadBound {
  readonly #ms: number
  readonly #perStatement: boolean
  #end: number | undefined
  #isGone = false
  readonly #watchers = new Set<() => void>()

  /**
   * @param ms the limit, counted from the first statement
   * @param perStatement count from each statement instead, for admin pages, which load scripts in between
   */
  constructor({ ms = READ_MS, perStatement = false } = {}) {
    this.#ms = ms
    this.#perStatement = perStatement
  }

  /** When a statement that starts now has to end, in epoch milliseconds. */
  get deadline(): number {
    if (this.#perStatement) return Date.now() + this.#ms
    this.#end ??= Date.now() + this.#ms
    return this.#end
  }

  /** Whether the caller has gone. */
  get isGone(): boolean {
    return this.#isGone
  }

  /** Call this when the caller has gone. */
  leave(): void {
    this.#isGone = true
    for (const watcher of this.#watchers) watcher()
    this.#watchers.clear()
  }

  /**
   * Calls `act` when the caller has gone.
   * @returns a function that removes the callback
   */
  onLeave(act: () => void): () => void {
    this.#watchers.add(act)
    return () => void this.#watchers.delete(act)
  }
}
