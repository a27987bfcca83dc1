import { cutText } from '../../lib/shortText'
import type { FoundPath } from '../../vapi/mapping/listPaths'
import type { Reader, Source, Target } from '../../vapi/mapping/mapping'
import { suggestTarget } from '../../vapi/mapping/suggest'

/** A place in recent reports that a source can name. */
export type FoundPlace = {
  /** In how many reports it has a value. */
  count: number
  /** Different values, at most three. */
  samples: string[]
  source: Source
  /** The field that it looks like. */
  suggests: null | Target
}

const MAX_SAMPLES = 3
const MAX_SAMPLE_LENGTH = 120
/** How many different places are kept in mind, and how many of them are answered. */
const MAX_KNOWN = 10_000
const MAX_ANSWERED = 2_000

type Known = { count: number; readers: Map<Reader, number>; samples: Set<string>; source: Source }

const keyOf = ({ from, inside, name }: Source): string => JSON.stringify([from, name, inside])

const mostFrequent = (readers: ReadonlyMap<Reader, number>, otherwise: Reader): Reader => {
  const [first] = [...readers].sort(([, one], [, other]) => other - one)
  return first?.[0] ?? otherwise
}

/** Counts the places of several reports. */
export const countPlaces = () => {
  const all = new Map<string, Known>()
  return {
    /** Adds the places of one report. */
    add: (paths: readonly FoundPath[]): void => {
      const seen = new Set<string>()
      for (const { sample, source } of paths) {
        const key = keyOf(source)
        const known = all.get(key)
        if (!known && all.size >= MAX_KNOWN) continue
        const place = known ?? { count: 0, readers: new Map(), samples: new Set(), source }
        if (!known) all.set(key, place)
        if (!seen.has(key)) place.count += 1
        seen.add(key)
        place.readers.set(source.reader, (place.readers.get(source.reader) ?? 0) + 1)
        const cut = cutText(sample, MAX_SAMPLE_LENGTH)
        if (cut.trim() && place.samples.size < MAX_SAMPLES) place.samples.add(cut)
      }
    },
    /** The places, the most frequent first, at most 2,000. */
    list: (): FoundPlace[] =>
      [...all.values()]
        .sort(
          (one, other) => other.count - one.count || (one.source.name < other.source.name ? -1 : 1),
        )
        .slice(0, MAX_ANSWERED)
        .map(({ count, readers, samples: found, source }) => {
          const samples = [...found]
          const read: Source = { ...source, reader: mostFrequent(readers, source.reader) }
          return { count, samples, source: read, suggests: suggestTarget(read, samples) }
        }),
  }
}
