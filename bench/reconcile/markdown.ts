import type { Machine } from '../ingest/machine'
import { aboutMachine, row } from '../shared/markdown'
import type { Recorded } from './statements'

/** A walk over all calls. `slope`: MB a minute, without the first fifth. `rss`: MB before it, and at most. */
export type WholeWalk = {
  calls: number
  name: string
  requests: number
  rss: { before: number; peak: number }
  seconds: number
  slope: number
}

/** Reports a second without and with a walk beside them, right after one another. `pages`: those read meanwhile. */
export type Beside = { alone: number; pages: number; together: number }

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 0
      ? [sorted[middle - 1], sorted[middle]]
      : [sorted[middle], sorted[middle]]
  return (low + high) / 2
}

/** The median of the ratios of each round. */
export const ratioOf = (rounds: readonly Beside[]): number =>
  medianOf(rounds.map(({ alone, together }) => together / alone))

/** How many times as fast a page is in one statement. */
const statementRatioOf = (rounds: readonly Recorded[]): number =>
  medianOf(rounds.map(({ byPage, oneByOne }) => byPage / oneByOne))

type Result = {
  beside: readonly Beside[]
  kilobytes: number
  machine: Machine
  recorded: readonly Recorded[]
  states: Readonly<Record<string, number>>
  walks: readonly WholeWalk[]
}

const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** The result of the benchmark in Markdown. */
export const toMarkdown = ({
  beside,
  kilobytes,
  machine,
  recorded,
  states,
  walks,
}: Result): string =>
  [
    '# Calls at Vapi reconciled',
    '',
    `Each call of the list has ${kilobytes} KB. Requests are 700 ms apart, as Vapi is asked. Memory is that of the whole desk.`,
    '',
    row(['walk', 'calls', 'requests', 'minutes', 'MB before', 'MB at most', 'MB a minute']),
    row(Array.from({ length: 7 }, () => '---')),
    ...walks.map(({ calls, name, requests, rss, seconds, slope }) =>
      row([
        name,
        whole(calls),
        whole(requests),
        (seconds / 60).toFixed(1),
        whole(rss.before),
        whole(rss.peak),
        slope.toFixed(1),
      ]),
    ),
    '',
    `Then: ${Object.entries(states)
      .map(([state, calls]) => `${whole(calls)} ${state}`)
      .join(', ')}.`,
    '',
    `A page in one statement is ${statementRatioOf(recorded).toFixed(1)} times as fast as the same statement for each call (median of ${recorded.length} rounds).`,
    '',
    `Reports beside a walk: ${ratioOf(beside).toFixed(2)} of as many as without (median of ${beside.length} rounds).`,
    '',
    row(['reports/s alone', 'reports/s beside a walk', 'ratio', 'pages read meanwhile']),
    row(Array.from({ length: 4 }, () => '---')),
    ...beside.map((each) =>
      row([
        whole(each.alone),
        whole(each.together),
        (each.together / each.alone).toFixed(2),
        whole(each.pages),
      ]),
    ),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
