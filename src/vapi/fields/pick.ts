import type { Entry, Holder } from './holders'
import type { Name, Names } from './names'

/** Nobody calls one thing by more names; each is weighed against what stands around it. */
const MAX_CANDIDATES = 200

export type Candidate = { entry: Entry; holder: Holder; name: Name }

/**
 * Everything under some names, the likeliest first: a sure name before a less sure one, then the
 * earlier source and the shallower place.
 */
export const candidatesFor = (holders: readonly Holder[], names: Names): Candidate[] => {
  const found: Candidate[] = []
  for (const holder of holders) {
    for (const entry of holder.known) {
      const name = names.get(entry.name)
      if (name) found.push({ entry, holder, name })
    }
  }
  if (found.length < 2) return found
  return found
    .sort(
      (a, b) =>
        a.name.group - b.name.group ||
        a.holder.source - b.holder.source ||
        a.holder.depth - b.holder.depth ||
        a.name.rank - b.name.rank,
    )
    .slice(0, MAX_CANDIDATES)
}

/** The first of them that can be read. */
export const firstRead = <Read>(
  candidates: readonly Candidate[],
  read: (candidate: Candidate) => Read | null,
): Read | null => {
  for (const candidate of candidates) {
    const found = read(candidate)
    if (found !== null) return found
  }
  return null
}
