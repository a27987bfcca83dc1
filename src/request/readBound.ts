/**
 * How long the database may work on one read of the API, in milliseconds: so much less than five seconds
 * that the answer is there by then, on a busy machine too.
 */
const READ_MS = 4_500

/**
 * How long a request may keep the database busy with reads: for some seconds, and while somebody waits for
 * the answer. Requests that write have none: what was begun is finished.
 */
export class ReadBound {
  readonly #ms: number
  readonly #perStatement: boolean
  #end: number | undefined
  #isGone = false
  readonly #watchers = new Set<() => void>()

  /**
   * @param ms how long, from the first statement on
   * @param perStatement for each statement anew: a page of the admin loads its scripts in between
   */
  constructor({ ms = READ_MS, perStatement = false } = {}) {
    this.#ms = ms
    this.#perStatement = perStatement
  }

  /** When the statement that begins now has to be over, in epoch milliseconds. */
  get deadline(): number {
    if (this.#perStatement) return Date.now() + this.#ms
    this.#end ??= Date.now() + this.#ms
    return this.#end
  }

  /** Whether nobody waits for the answer any more. */
  get isGone(): boolean {
    return this.#isGone
  }

  /** Says that nobody waits any more. */
  leave(): void {
    this.#isGone = true
    for (const watcher of this.#watchers) watcher()
    this.#watchers.clear()
  }

  /**
   * Calls back when nobody waits any more.
   * @returns what calls it off
   */
  onLeave(act: () => void): () => void {
    this.#watchers.add(act)
    return () => void this.#watchers.delete(act)
  }
}
