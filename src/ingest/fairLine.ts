/** Items that wait, each for somebody: whoever has many waits behind whoever has few. */
export class FairLine<Item> {
  /** By whose they are, in the order of turns. */
  readonly #lines = new Map<string, Item[]>()
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

  /**
   * Takes the oldest item of whose turn it is; the next turn is another's.
   * @param mayHave who may have one at all
   */
  take(mayHave: (key: string) => boolean = () => true): Item | undefined {
    for (const [key, line] of this.#lines) {
      if (!mayHave(key)) continue
      const item = line.shift()
      this.#lines.delete(key)
      if (line.length > 0) this.#lines.set(key, line)
      this.#size -= 1
      return item
    }
    return undefined
  }
}
