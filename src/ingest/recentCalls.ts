const MAX_CALLS = 5_000

/**
 * The last 5,000 to 10,000 calls that this process stored. Only a hint: a call that is not among them may be
 * stored all the same.
 */
export class RecentCalls {
  #former = new Set<string>()
  #latest = new Set<string>()

  add(call: string): void {
    if (this.#latest.size >= MAX_CALLS) {
      this.#former = this.#latest
      this.#latest = new Set()
    }
    this.#latest.add(call)
  }

  has(call: string): boolean {
    return this.#latest.has(call) || this.#former.has(call)
  }
}
