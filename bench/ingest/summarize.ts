import type { PeerName } from './options'
import type { Measured } from './peer'

/** All rounds of one peer with one size and concurrency. */
export type Series = { concurrency: number; name: PeerName; rounds: Measured[]; size: number }

/** A ratio of the desk to a peer, and its target. */
export type Ratio = {
  concurrency: number
  /** `rate`: more is better; `p99`: less is better. */
  kind: 'p99' | 'rate'
  peer: PeerName
  size: number
  /** null: for information only. */
  target: null | number
  value: number
}

/** The median; of an even number of values, the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN
  const high = sorted[Math.floor(middle)] ?? Number.NaN
  return (low + high) / 2
}

/** The median of one figure over the rounds of a series. */
export const medianOf = (series: Series, key: Exclude<keyof Measured, 'violations'>): number =>
  median(series.rounds.map((round) => round[key]))

type Target = Pick<Ratio, 'kind' | 'peer' | 'target'>

const targetsFor = ({ concurrency, size }: Pick<Series, 'concurrency' | 'size'>): Target[] => [
  { kind: 'rate', peer: 'before', target: 0.97 },
  { kind: 'rate', peer: 'bare', target: concurrency === 1 ? 0.8 : 1 },
  ...(concurrency === 1 ? [] : [{ kind: 'p99', peer: 'bare', target: 1 } as const]),
  { kind: 'rate', peer: 'unmasked', target: null },
  { kind: 'rate', peer: 'obvious', target: 20 },
  { kind: 'rate', peer: 'pgbench', target: size < 10 ? 0.6 : 0.8 },
]

/**
 * The ratios of the desk to each peer: the median of those within each round, so that whatever slows down a
 * whole round, on a machine that others use as well, cancels out.
 */
export const ratios = (all: readonly Series[]): Ratio[] =>
  all
    .filter(({ name }) => name === 'ours')
    .flatMap((ours) =>
      targetsFor(ours).flatMap(({ kind, peer, target }) => {
        const { concurrency, size } = ours
        const other = all.find(
          (each) => each.name === peer && each.size === size && each.concurrency === concurrency,
        )
        if (!other) return []
        const values = ours.rounds.flatMap((round, index) => {
          const against = other.rounds[index]
          return against ? [round[kind] / against[kind]] : []
        })
        return [{ concurrency, kind, peer, size, target, value: median(values) }]
      }),
    )

/** Whether a ratio meets its target; null if it has none. */
export const isMet = ({ kind, target, value }: Ratio): boolean | null => {
  if (target === null) return null
  return kind === 'rate' ? value >= target : value <= target
}
