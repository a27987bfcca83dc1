import type { Machine } from '../ingest/machine'
import { aboutMachine, row } from '../shared/markdown'

/** A run over all calls, with nothing else to do. `rss`: the desk's memory in MB before it, and its peak. */
export type WholeRun = {
  calls: number
  changed: number
  name: string
  rss: { before: number; peak: number }
  seconds: number
}

/** Reports a second without and with a run beside them, right after one another. `done`: calls that it read. */
export type Beside = { alone: number; done: number; together: number }

/** The median of the ratios of each round. */
export const ratioOf = (rounds: readonly Beside[]): number => {
  const ratios = rounds.map(({ alone, together }) => together / alone).sort((a, b) => a - b)
  const middle = Math.floor(ratios.length / 2)
  const [low = Number.NaN, high = Number.NaN] =
    ratios.length % 2 === 0
      ? [ratios[middle - 1], ratios[middle]]
      : [ratios[middle], ratios[middle]]
  return (low + high) / 2
}

type Result = {
  beside: readonly Beside[]
  kilobytes: number
  machine: Machine
  runs: readonly WholeRun[]
}

const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** The result of the benchmark in Markdown. */
export const toMarkdown = ({ beside, kilobytes, machine, runs }: Result): string =>
  [
    '# Past calls read again',
    '',
    `Each call has one kept report of ${kilobytes} KB. Memory is that of the whole desk.`,
    '',
    row(['run', 'calls', 'changed', 'minutes', 'calls/s', 'MB before', 'MB at most']),
    row(Array.from({ length: 7 }, () => '---')),
    ...runs.map(({ calls, changed, name, rss, seconds }) =>
      row([
        name,
        whole(calls),
        whole(changed),
        (seconds / 60).toFixed(1),
        whole(calls / seconds),
        whole(rss.before),
        whole(rss.peak),
      ]),
    ),
    '',
    `Reports beside it: ${ratioOf(beside).toFixed(2)} of as many as without (median of ${beside.length} rounds).`,
    '',
    row(['reports/s alone', 'reports/s beside a run', 'ratio', 'calls read meanwhile']),
    row(Array.from({ length: 4 }, () => '---')),
    ...beside.map((each) =>
      row([
        whole(each.alone),
        whole(each.together),
        (each.together / each.alone).toFixed(2),
        whole(each.done),
      ]),
    ),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
