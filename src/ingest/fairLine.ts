/** So many that are not in line are remembered. */
const MAX_KNOWN = 1_000

/**
 * Items that wait, each for somebody: next is who has had the least. Whoever has many waits behind
 * whoever has few, and whoever takes long behind whoever does not.
 */
export class FairLine<Item> {
  /** What each has had, never less than who was last taken had: nobody saves up. */
  readonly #had = new Map<string, number>()
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

  /** Notes what somebody has had: time, or bytes. */
  charge(key: string, cost: number): void {
    this.#had.set(key, this.#hadBy(key) + cost)
    if (this.#had.size <= MAX_KNOWN) return
    for (const [each, had] of this.#had) if (had <= this.#now) this.#had.delete(each)
  }

  /**
   * Takes the oldest item of who has had the least; of several, by turns.
   * @param mayHave who may have one at all
   */
  take(mayHave: (key: string) => boolean = () => true): { item: Item; key: string } | undefined {
    let key: string | undefined
    let least = Number.POSITIVE_INFINITY
    for (const each of this.#lines.keys()) {
      const had = this.#hadBy(each)
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

  #hadBy(key: string): number {
    return Math.max(this.#now, this.#had.get(key) ?? 0)
  }
}
