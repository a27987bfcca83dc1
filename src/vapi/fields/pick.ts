import type { Entry, Holder } from './holders'
import type { Name, Names } from './names'

/** No agent has more fields for one thing, and each candidate is compared with its neighbours. */
const MAX_CANDIDATES = 200

export type Candidate = { entry: Entry; holder: Holder; name: Name }

/**
 * All entries under the given names, the most likely first: by the reliability of the name, then by
 * source, then by depth.
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

/** The first candidate that can be read; null if none can. */
export const firstRead = <Value>(
  candidates: readonly Candidate[],
  read: (candidate: Candidate) => Value | null,
): Value | null => {
  for (const candidate of candidates) {
    const found = read(candidate)
    if (found !== null) return found
  }
  return null
}
