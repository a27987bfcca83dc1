import type { Machine } from '../ingest/machine'
import { median } from '../ingest/summarize'
import { aboutMachine, row } from '../shared/markdown'
import type { Cell } from './measure'
import { VARIANT_MEANS, VARIANTS, type Variant } from './variants'

/** The results of all rounds on one database. */
export type Series = { cells: Cell[]; rows: number; variant: Variant }

type Key = Exclude<keyof Cell, 'reports'>

/** The median of the ratios within each round, so that whatever slows down a whole round cancels out. */
const ratioOf = (of: Series, to: Series, key: Key): number =>
  median(of.cells.map((cell, round) => cell[key] / (to.cells[round]?.[key] ?? Number.NaN)))

const pick = (all: readonly Series[], variant: Variant, rows: number): Series => {
  const found = all.find((each) => each.variant === variant && each.rows === rows)
  if (!found) throw new Error(`There is no measurement of ${variant} at ${rows}`)
  return found
}

const KEYS = ['rate', 'p99', 'databaseCPU', 'wal'] as const satisfies readonly Key[]
const HEADS = ['reports/s', 'p99', 'CPU of Postgres', 'WAL'] as const

/** The ratios that the page reports. */
export const ratiosOf = (all: readonly Series[]) => {
  const [small, large] = [...new Set(all.map(({ rows }) => rows))]
  if (small === undefined || large === undefined) throw new Error('Two sizes are needed')
  const compare = (name: string, of: Series, to: Series) => ({
    name,
    ...Object.fromEntries(KEYS.map((key) => [key, ratioOf(of, to, key)])),
  })
  const n = (rows: number) => rows.toLocaleString('en')
  return [
    ...VARIANTS.map((variant) =>
      compare(
        `${variant}: ${n(large)} calls / ${n(small)}`,
        pick(all, variant, large),
        pick(all, variant, small),
      ),
    ),
    ...[small, large].flatMap((rows) =>
      (['payload', 'least'] as const).map((variant) =>
        compare(
          `${n(rows)} calls: ours / ${variant}`,
          pick(all, 'ours', rows),
          pick(all, variant, rows),
        ),
      ),
    ),
  ]
}

/** The result as a page of Markdown. */
export const toMarkdown = ({
  machine,
  notes,
  series,
}: {
  machine: Machine
  notes: readonly string[]
  series: readonly Series[]
}): string =>
  [
    '# The cost of the history',
    '',
    'The same new reports, stored by the code of ingest in tables that hold few calls or many. More reports',
    'a second are better; for the other columns, less is better. Each figure is the median of the ratios',
    'within each interleaved round. Target: with 5 million calls at least 0.80 of the rate with 10,000.',
    '',
    row(['ratio', ...HEADS]),
    row(['---', ...HEADS.map(() => '---')]),
    ...ratiosOf(series).map((ratio) =>
      row([ratio.name, ...KEYS.map((key) => Number(Reflect.get(ratio, key)).toFixed(2))]),
    ),
    '',
    '## In figures',
    '',
    'Medians; they depend on this machine and this hour. The sender runs on the same cores.',
    '',
    row([
      'indexes',
      'calls before',
      'reports/s (min–max)',
      'p99 ms',
      'CPU of Postgres ms',
      'WAL bytes',
    ]),
    row(['---', '---', '---', '---', '---', '---']),
    ...series.map(({ cells, rows, variant }) => {
      const of = (key: Key) => median(cells.map((cell) => cell[key]))
      const rates = cells.map(({ rate }) => rate)
      return row([
        variant,
        rows.toLocaleString('en'),
        `${of('rate').toFixed(0)} (${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)})`,
        of('p99').toFixed(1),
        of('databaseCPU').toFixed(2),
        of('wal').toFixed(0),
      ])
    }),
    '',
    ...VARIANTS.map((variant) => `- **${variant}**: ${VARIANT_MEANS[variant]}.`),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
