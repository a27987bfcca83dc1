import { aboutMachine, row } from '../shared/markdown'
import type { Machine } from './machine'
import { isMet, medianOf, type Ratio, type Series } from './summarize'

const table = (head: readonly string[], rows: readonly (readonly (number | string)[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const digits = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const COLUMNS = [
  ['rate', 'bare'],
  ['p99', 'bare'],
  ['rate', 'unmasked'],
  ['rate', 'obvious'],
  ['rate', 'pgbench'],
  ['rate', 'before'],
] as const satisfies readonly [Ratio['kind'], Ratio['peer']][]

const showRatio = (ratio: Ratio | undefined): string => {
  if (!ratio) return '–'
  const sign = ratio.kind === 'rate' ? '≥' : '≤'
  if (ratio.target === null) return digits(ratio.value)
  const mark = isMet(ratio) ? '✓' : '✗'
  return `${mark} **${digits(ratio.value)}** (${sign} ${ratio.target})`
}

const ratioTable = (all: readonly Ratio[]): string => {
  const cells = new Map(
    all.map(({ concurrency, size }) => [`${size}/${concurrency}`, { concurrency, size }]),
  )
  const columns = COLUMNS.filter(([, peer]) => all.some((ratio) => ratio.peer === peer))
  return table(
    ['body', 'senders', ...columns.map(([kind, peer]) => `${kind} / ${peer}`)],
    [...cells.values()].map(({ concurrency, size }) => [
      `${size} KB`,
      concurrency,
      ...columns.map(([kind, peer]) =>
        showRatio(
          all.find(
            (each) =>
              each.kind === kind &&
              each.peer === peer &&
              each.size === size &&
              each.concurrency === concurrency,
          ),
        ),
      ),
    ]),
  )
}

const seriesRow = (series: Series): (number | string)[] => {
  const rates = series.rounds.map(({ rate }) => rate)
  const total = (key: 'accepted' | 'refused') =>
    series.rounds.reduce((sum, round) => sum + round[key], 0)
  return [
    `${series.size} KB`,
    series.concurrency,
    series.name,
    `${digits(medianOf(series, 'rate'))} (${digits(Math.min(...rates))}–${digits(Math.max(...rates))})`,
    digits(medianOf(series, 'p50')),
    digits(medianOf(series, 'p99')),
    digits(medianOf(series, 'appCPU')),
    digits(medianOf(series, 'databaseCPU')),
    digits(medianOf(series, 'loaderCPU')),
    `${total('refused')} of ${total('accepted') + total('refused')}`,
    series.rounds.flatMap(({ violations }) => violations).length,
  ]
}

const seriesTable = (all: readonly Series[]): string =>
  table(
    [
      'body',
      'senders',
      'peer',
      'reports/s (min–max)',
      'p50 ms',
      'p99 ms',
      'CPU app ms',
      'CPU Postgres ms',
      'CPU loader ms',
      'not 2xx',
      'row violations',
    ],
    all.map(seriesRow),
  )

/** The whole result as a page of Markdown. */
export const toMarkdown = ({
  machine,
  notes,
  ratios,
  series,
}: {
  machine: Machine
  notes: readonly string[]
  ratios: readonly Ratio[]
  series: readonly Series[]
}): string =>
  [
    '# Ingest',
    '',
    'The desk compared with its peers in the same run: `rate` is reports acknowledged per second, more is',
    'better; `p99` is the time that one in a hundred exceeds, less is better. Targets are in brackets.',
    'Each figure is the median of the ratios within each interleaved round. Absolute figures depend on',
    'this machine and this hour.',
    '',
    ratioTable(ratios),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    '## In figures',
    '',
    'Medians of the rounds; CPU time per acknowledged report. The loader runs on the same cores.',
    '',
    seriesTable(series),
    '',
    '## The peers',
    '',
    '- **ours**: the desk as `npm start` runs it. Calls are indexed for search later, when there is time, which',
    '  is not part of these figures.',
    '- **bare**: `node:http` and `pg`, with one prepared statement for the same rows: a few lines mask secrets,',
    '  nothing is checked, and bodies are stored as text.',
    '- **unmasked**: the same, but bodies are stored as they arrive, including live credentials.',
    '- **obvious**: a Payload endpoint that finds the client, finds the call, creates or updates it and',
    '  creates the delivery, under `next start`.',
    '- **before**, if present: the desk as of an earlier commit.',
    '- **pgbench**: the statement of `bare` with the same bodies as bind parameters, without HTTP.',
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
