type Waiting = { admit: (admitted: boolean) => void; bytes: number; timer: NodeJS.Timeout }

/**
 * A limit on the bytes in use at a time. Requests that do not fit wait in one queue for each owner, and
 * the queues are served round-robin. One owner can use at most its share, so that an owner that uses it
 * up, or keeps it for long, leaves the rest to the others.
 */
export class ByteBudget {
  readonly #share: number
  readonly #total: number
  readonly #lines = new Map<string, Waiting[]>()
  readonly #usedBy = new Map<string, number>()
  #used = 0
  #waiting = 0

  /** @param share how many bytes one owner may use; default: all */
  constructor(total: number, share = total) {
    this.#total = total
    this.#share = share
  }

  get used(): number {
    return this.#used
  }

  get waiting(): number {
    return this.#waiting
  }

  /** How many bytes an owner is using. */
  usedBy(owner: string): number {
    return this.#usedBy.get(owner) ?? 0
  }

  /**
   * Takes bytes, which must be given back. A request for more than the limit succeeds when nothing else
   * is in use.
   * @param milliseconds how long to wait at most
   * @returns `true` without a promise if there is room now; false if there was none in time
   */
  take(bytes: number, milliseconds: number, owner = ''): Promise<boolean> | true {
    if (this.#isNext(owner) && this.#fits(bytes) && this.#isShared(owner, bytes)) {
      this.#count(owner, bytes)
      return true
    }
    return new Promise((admit) => {
      const waiting: Waiting = {
        admit,
        bytes,
        timer: setTimeout(() => {
          this.#leave(owner, waiting)
          admit(false)
          // Others may have been waiting behind it.
          this.#next()
        }, milliseconds),
      }
      this.#waiting += 1
      const line = this.#lines.get(owner)
      if (line) line.push(waiting)
      else this.#lines.set(owner, [waiting])
    })
  }

  /** Gives bytes back. */
  give(bytes: number, owner = ''): void {
    this.#count(owner, -bytes)
    this.#next()
  }

  /** True if nothing is waiting that should be served first. */
  #isNext(owner: string): boolean {
    if (this.#waiting === 0) return true
    for (const [each, [first]] of this.#lines) {
      if (each === owner || (first && this.#isShared(each, first.bytes))) return false
    }
    return true
  }

  #fits(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.#total
  }

  #isShared(owner: string, bytes: number): boolean {
    const own = this.usedBy(owner)
    return own === 0 || own + bytes <= this.#share
  }

  #count(owner: string, bytes: number): void {
    this.#used += bytes
    const own = this.usedBy(owner) + bytes
    if (own > 0) this.#usedBy.set(owner, own)
    else this.#usedBy.delete(owner)
  }

  #leave(owner: string, waiting: Waiting): void {
    const line = this.#lines.get(owner) ?? []
    const place = line.indexOf(waiting)
    if (place < 0) return
    line.splice(place, 1)
    this.#waiting -= 1
    if (line.length === 0) this.#lines.delete(owner)
  }

  #next(): void {
    let isAdmitted = true
    while (isAdmitted) isAdmitted = this.#admitNext()
  }

  #admitNext(): boolean {
    for (const [owner, line] of this.#lines) {
      const [first] = line
      // An owner with a used-up share only waits for itself; all others wait for those before them.
      if (!first || !this.#isShared(owner, first.bytes)) continue
      if (!this.#fits(first.bytes)) return false
      this.#leave(owner, first)
      clearTimeout(first.timer)
      this.#count(owner, first.bytes)
      // Moves this owner to the end.
      if (this.#lines.delete(owner)) this.#lines.set(owner, line)
      first.admit(true)
      return true
    }
    return false
  }
}
