const MAX_CALLS = 5_000

/**
 * Which calls this process stored lately, the last five to ten thousand of them. A mere hint: a call
 * that is not among them may be kept nonetheless.
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
