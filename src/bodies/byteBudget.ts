type Waiting = { admit: (admitted: boolean) => void; bytes: number; timer: NodeJS.Timeout }

/** Bytes that may be in use at once. Who does not fit in waits in line. */
export class ByteBudget {
  readonly #total: number
  #used = 0
  readonly #waiting = new Set<Waiting>()

  constructor(total: number) {
    this.#total = total
  }

  get used(): number {
    return this.#used
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /**
   * Takes so many bytes, or all there are when that is more. What was taken has to be given back.
   * @param milliseconds how long to wait at most
   * @returns whether they were taken: at once when there is room, so that nobody waits for a promise
   */
  take(bytes: number, milliseconds: number): Promise<boolean> | true {
    if (this.#waiting.size === 0 && this.#fits(bytes)) {
      this.#used += bytes
      return true
    }
    return new Promise((admit) => {
      const waiting: Waiting = {
        admit,
        bytes,
        timer: setTimeout(() => {
          this.#waiting.delete(waiting)
          admit(false)
          // It may have been the one that those behind it waited for.
          this.#next()
        }, milliseconds),
      }
      this.#waiting.add(waiting)
    })
  }

  /** Gives back what was taken. */
  give(bytes: number): void {
    this.#used -= bytes
    this.#next()
  }

  #fits(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.#total
  }

  #next(): void {
    for (const waiting of this.#waiting) {
      if (!this.#fits(waiting.bytes)) return
      this.#waiting.delete(waiting)
      clearTimeout(waiting.timer)
      this.#used += waiting.bytes
      waiting.admit(true)
    }
  }
}
