/** How many keys are remembered while they have nothing waiting. */
const MAX_KNOWN = 1_000

/**
 * A fair queue: each item waits under a key, and the key that used the least goes next. A key with many
 * or slow items does not hold up the others.
 */
export class FairLine<Item> {
  /** What each key has used, at least as much as the key that went last: nobody saves up. */
  readonly #used = new Map<string, number>()
  readonly #lines = new Map<string, Item[]>()
  #now = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  add(key: string, item: Item): void {
    const line = this.#lines.get(key)
    if (line) line.push(item)
    else this.#lines.set(key, [item])
    this.#size += 1
  }

  /** Charges a key for what it used: milliseconds, or bytes. */
  charge(key: string, cost: number): void {
    this.#used.set(key, this.#usedBy(key) + cost)
    if (this.#used.size <= MAX_KNOWN) return
    for (const [each, had] of this.#used) if (had <= this.#now) this.#used.delete(each)
  }

  /**
   * Takes the oldest item of the key that used the least; equal keys take turns.
   * @param mayHave false for keys that may not have an item now
   */
  take(mayHave: (key: string) => boolean = () => true): { item: Item; key: string } | undefined {
    let key: string | undefined
    let least = Number.POSITIVE_INFINITY
    for (const each of this.#lines.keys()) {
      const had = this.#usedBy(each)
      if (had >= least || !mayHave(each)) continue
      key = each
      least = had
    }
    const line = key === undefined ? undefined : this.#lines.get(key)
    const item = line?.shift()
    if (key === undefined || !line || item === undefined) return undefined
    this.#lines.delete(key)
    if (line.length > 0) this.#lines.set(key, line)
    this.#now = least
    this.#size -= 1
    return { item, key }
  }

  #usedBy(key: string): number {
    return Math.max(this.#now, this.#used.get(key) ?? 0)
  }
}
