/**
 * Batches look-ups: ids that are asked for in the same turn of the event loop are read together. Each id is
 * read once; later calls get the same answer.
 * @param read reads many by their ids
 * @returns looks up one id; undefined when it was not found
 */
export const inOneRead = <Found>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
): ((id: string) => Promise<Found | undefined>) => {
  const known = new Map<string, Promise<ReadonlyMap<string, Found>>>()
  let waiting: { found: Promise<ReadonlyMap<string, Found>>; ids: Set<string> } | null = null
  const begin = () => {
    const ids = new Set<string>()
    const found = new Promise<void>((resolve) => {
      setImmediate(resolve)
    }).then(() => {
      waiting = null
      return read([...ids])
    })
    return { found, ids }
  }
  return async (id) => {
    const before = known.get(id)
    if (before) return (await before).get(id)
    waiting ??= begin()
    waiting.ids.add(id)
    known.set(id, waiting.found)
    return (await waiting.found).get(id)
  }
}
