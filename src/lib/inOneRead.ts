/**
 * Lets many ask for one thing each and reads them together: what is asked for before the process gets to
 * do anything else, by one read.
 * @param read of many, by their ids; what it does not find is undefined
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
