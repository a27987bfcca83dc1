import { row } from '../shared/markdown'
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
    ['body', 'at once', ...columns.map(([kind, peer]) => `${kind} / ${peer}`)],
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
      'at once',
      'who',
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

/** The whole result as a page. */
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
    'The desk against its peers in the same run: `rate` is reports acknowledged in a second, more is',
    'better; `p99` is the time that one in a hundred exceeds, less is better. Targets in brackets.',
    'Each is the median of the ratios within each interleaved round. Absolute figures belong to this',
    'machine and this hour.',
    '',
    ratioTable(ratios),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    '## In figures',
    '',
    'Medians of the rounds; CPU time for each acknowledged report. The loader runs on the same cores.',
    '',
    seriesTable(series),
    '',
    '## Who is who',
    '',
    '- **ours**: the desk as `npm start` runs it. That calls can be searched for is done after their reports,',
    '  when there is time, and not in these figures.',
    '- **bare**: `node:http` and `pg`, one prepared statement for the same rows: secrets masked by a few',
    '  lines, nothing checked, bodies as text.',
    '- **unmasked**: the same, keeping bodies as they come, live credentials and all.',
    '- **obvious**: a Payload endpoint that finds the client, finds the call, creates or updates it and',
    '  creates the delivery, under `next start`.',
    '- **before**, if there: the desk as it was at a commit.',
    '- **pgbench**: the statement of both with the same bodies as bind parameters, without HTTP.',
    '',
    '## Machine',
    '',
    ...Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`),
    '',
  ].join('\n')
