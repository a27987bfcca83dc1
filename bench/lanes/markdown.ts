import type { Machine } from '../ingest/machine'
import { median } from '../ingest/summarize'
import { aboutMachine, row } from '../shared/markdown'

/** Reports a second with empty lanes and with full ones, right after one another, and what the lanes did meanwhile. */
export type Round = { alone: number; copied: number; texts: number; together: number }

/** The median of the ratios of each round. */
export const ratioOf = (rounds: readonly Round[]): number =>
  median(rounds.map(({ alone, together }) => together / alone))

type Result = { kilobytes: number; machine: Machine; rounds: readonly Round[] }

const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** The result of the benchmark in Markdown. */
export const toMarkdown = ({ kilobytes, machine, rounds }: Result): string =>
  [
    '# Reports beside full lanes',
    '',
    `Reports of ${kilobytes} KB while both lanes of the outbox are full and have slow receivers: text messages whose`,
    'provider takes five seconds for each, and recordings of 9.6 MB, one in four of which never ends. They are compared',
    'with the same reports while the lanes are empty, on the same desk.',
    '',
    `Reports beside full lanes: ${ratioOf(rounds).toFixed(2)} of as many as without (median of ${rounds.length} rounds).`,
    '',
    row([
      'reports/s alone',
      'reports/s beside lanes',
      'ratio',
      'recordings meanwhile',
      'texts meanwhile',
    ]),
    row(Array.from({ length: 5 }, () => '---')),
    ...rounds.map(({ alone, copied, texts, together }) =>
      row([
        whole(alone),
        whole(together),
        (together / alone).toFixed(2),
        whole(copied),
        whole(texts),
      ]),
    ),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
