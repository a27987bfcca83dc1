type Waiting = { admit: (admitted: boolean) => void; bytes: number; timer: NodeJS.Timeout }

/**
 * Bytes that may be in use at once. Who does not fit in waits in a line of his own; the lines are served in
 * turn. Nobody has more than a share of them, so that who uses his up, or gives nothing back for long, leaves
 * the others theirs.
 */
export class ByteBudget {
  readonly #share: number
  readonly #total: number
  readonly #lines = new Map<string, Waiting[]>()
  readonly #usedBy = new Map<string, number>()
  #used = 0
  #waiting = 0

  /** @param share what one may have of it; all of it unless it is said */
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

  /** How many bytes somebody has in use. */
  usedBy(whose: string): number {
    return this.#usedBy.get(whose) ?? 0
  }

  /**
   * Takes so many bytes, or all there are when that is more. What was taken has to be given back.
   * @param milliseconds how long to wait at most
   * @returns whether they were taken: at once when there is room, so that nobody waits for a promise
   */
  take(bytes: number, milliseconds: number, whose = ''): Promise<boolean> | true {
    if (this.#isNext(whose) && this.#fits(bytes) && this.#isShared(whose, bytes)) {
      this.#count(whose, bytes)
      return true
    }
    return new Promise((admit) => {
      const waiting: Waiting = {
        admit,
        bytes,
        timer: setTimeout(() => {
          this.#leave(whose, waiting)
          admit(false)
          // It may have been the one that those behind it waited for.
          this.#next()
        }, milliseconds),
      }
      this.#waiting += 1
      const line = this.#lines.get(whose)
      if (line) line.push(waiting)
      else this.#lines.set(whose, [waiting])
    })
  }

  /** Gives back what was taken. */
  give(bytes: number, whose = ''): void {
    this.#count(whose, -bytes)
    this.#next()
  }

  /** Whether nobody waits who could go before, had he come first. */
  #isNext(whose: string): boolean {
    if (this.#waiting === 0) return true
    for (const [each, [first]] of this.#lines) {
      if (each === whose || (first && this.#isShared(each, first.bytes))) return false
    }
    return true
  }

  #fits(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.#total
  }

  #isShared(whose: string, bytes: number): boolean {
    const own = this.usedBy(whose)
    return own === 0 || own + bytes <= this.#share
  }

  #count(whose: string, bytes: number): void {
    this.#used += bytes
    const own = this.usedBy(whose) + bytes
    if (own > 0) this.#usedBy.set(whose, own)
    else this.#usedBy.delete(whose)
  }

  #leave(whose: string, waiting: Waiting): void {
    const line = this.#lines.get(whose) ?? []
    const place = line.indexOf(waiting)
    if (place < 0) return
    line.splice(place, 1)
    this.#waiting -= 1
    if (line.length === 0) this.#lines.delete(whose)
  }

  #next(): void {
    let isAdmitted = true
    while (isAdmitted) isAdmitted = this.#admitNext()
  }

  #admitNext(): boolean {
    for (const [whose, line] of this.#lines) {
      const [first] = line
      // Who has his share waits for himself, and everybody else for those before them.
      if (!first || !this.#isShared(whose, first.bytes)) continue
      if (!this.#fits(first.bytes)) return false
      this.#leave(whose, first)
      clearTimeout(first.timer)
      this.#count(whose, first.bytes)
      // To the end of those who wait.
      if (this.#lines.delete(whose)) this.#lines.set(whose, line)
      first.admit(true)
      return true
    }
    return false
  }
}
