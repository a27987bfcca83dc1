import type { Machine } from '../ingest/machine'
import type { Measured } from '../ingest/peer'
import { median } from '../ingest/summarize'
import { aboutMachine, row } from '../shared/markdown'

export const OWN_FIELDS = 20
/** Of the rate with a mapping to that without. */
const TARGET = 0.95

/** What one round measured: reports of clients with own fields, and those of clients without a mapping. */
export type Pair = { none: Measured; own: Measured; senders: number; size: number }

const KEYS = ['rate', 'p50', 'p99', 'appCPU', 'databaseCPU'] as const

const ratioOf = (pairs: readonly Pair[], key: (typeof KEYS)[number]): number =>
  median(pairs.map(({ none, own }) => own[key] / none[key]))

/** The rounds of each size and number of senders. */
const cellsOf = (pairs: readonly Pair[]): Pair[][] => {
  const cells = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const name = `${pair.size} ${pair.senders}`
    cells.set(name, [...(cells.get(name) ?? []), pair])
  }
  return [...cells.values()]
}

/** What was slower than the target, in words. */
export const slowCells = (pairs: readonly Pair[]): string[] =>
  cellsOf(pairs).flatMap((cell) => {
    const [first] = cell
    const ratio = ratioOf(cell, 'rate')
    if (!first || ratio >= TARGET) return []
    return [`${first.size} KB × ${first.senders}: ${ratio.toFixed(3)} is below ${TARGET}`]
  })

/** The result as Markdown. */
export const toMarkdown = ({ machine, pairs }: { machine: Machine; pairs: Pair[] }): string =>
  [
    '# Reports of clients with a mapping',
    '',
    `Reports of clients with ${OWN_FIELDS} own fields, compared with the same reports of clients without a mapping, on`,
    'the same desk in the same run. Each figure is the median of the ratios of each round.',
    `Target of the rate: at least ${TARGET}.`,
    '',
    row(['size', 'senders', 'rate', 'p50', 'p99', 'CPU of the desk', 'CPU of PostgreSQL']),
    row(['---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...cellsOf(pairs).flatMap((cell) => {
      const [first] = cell
      if (!first) return []
      const ratios = KEYS.map((key) => ratioOf(cell, key).toFixed(2))
      return [row([`${first.size} KB`, first.senders, ...ratios])]
    }),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
