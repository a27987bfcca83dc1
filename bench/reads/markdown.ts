import type { Machine } from '../ingest/machine'
import { median } from '../ingest/summarize'
import { aboutMachine, row } from '../shared/markdown'
import { APIS, type Measured, PEERS, type Peer, type Series } from './measure'
import type { Plan } from './plans'
import { ROLES, SHAPES } from './shapes'

/**
 * The targets: the growth of the cost at most, the p95 in ms at most, and the rate at least, as a multiple of
 * stock.
 */
const TARGETS = { growth: 1.5, p95: 40, stock: 3 } as const

const table = (head: readonly string[], body: readonly (readonly (number | string)[])[]) => [
  row(head),
  row(head.map(() => '---')),
  ...body.map(row),
  '',
]

const medianOf = (series: Series | undefined, key: keyof Measured): number =>
  median((series?.rounds ?? []).map((round) => round[key]))

const costOf = (series: Series | undefined): number =>
  median((series?.rounds ?? []).map(({ appCPU, databaseCPU }) => appCPU + databaseCPU))

/** The median of the ratios within each round, so that whatever slows down a whole round cancels out. */
const rateRatio = (of: Series | undefined, to: Series | undefined): number =>
  median(
    (of?.rounds ?? []).map(({ rate }, round) => rate / (to?.rounds[round]?.rate ?? Number.NaN)),
  )

const sizesOf = (series: readonly Series[]) =>
  [...new Set(series.map(({ rows }) => rows))].sort((one, other) => one - other)

/** One line for each case: what it cost with the largest table, and how that cost grew. */
const summarize = (series: readonly Series[]) => {
  const sizes = sizesOf(series)
  const largest = sizes.at(-1)
  return APIS.flatMap((api) =>
    ROLES.flatMap((role) =>
      SHAPES.map((shape) => {
        const pick = (peer: Peer, rows: number | undefined) =>
          series.find(
            (each) =>
              // Measured once for both APIs.
              each.api === (peer === 'pg' ? 'REST' : api) &&
              each.role === role &&
              each.shape === shape &&
              each.peer === peer &&
              each.rows === rows,
          )
        const [ours, stock, pg] = PEERS.map((peer) => pick(peer, largest))
        return {
          appCPU: medianOf(ours, 'appCPU'),
          costs: sizes.map((rows) => costOf(pick('ours', rows))),
          databaseCPU: medianOf(ours, 'databaseCPU'),
          api,
          growth: costOf(ours) / costOf(pick('ours', sizes[0])),
          ofPg: rateRatio(ours, pg),
          p50: medianOf(ours, 'p50'),
          p95: medianOf(ours, 'p95'),
          rate: medianOf(ours, 'rate'),
          role,
          shape,
          stockCPU: costOf(stock),
          stockP95: medianOf(stock, 'p95'),
          stockRate: medianOf(stock, 'rate'),
          timesStock: rateRatio(ours, stock),
        }
      }),
    ),
  )
}

type Result = {
  machine: Machine
  notes: readonly string[]
  plans: readonly Plan[]
  series: readonly Series[]
}

/** The result as a page of Markdown. */
export const toMarkdown = ({ machine, notes, plans, series }: Result): string => {
  const sizes = sizesOf(series).map((rows) => rows.toLocaleString('en'))
  const lines = summarize(series)
  const name = ({ api, role, shape }: (typeof lines)[number]) => [api, role, shape]
  return [
    '# Reading at scale',
    '',
    `Lists, single calls, and counts with ${sizes.at(-1)} calls of 1,000 clients, one of which has 30 %: that client`,
    'with its API key, staff with a login. In the same rounds as the desk: stock Payload under `next start` on',
    'the same rows, with its defaults, and the same statements sent by `pg` alone.',
    `Targets: ${TARGETS.stock} × the rate of stock Payload, p95 under ${TARGETS.p95} ms, and a cost (CPU of desk and PostgreSQL)`,
    `that grows at most ${TARGETS.growth} × from the smallest table to the largest. Ratios are the medians of those of each round.`,
    '',
    ...table(
      ['API', 'role', 'request', '× stock', 'of `pg` alone', 'growth of cost'],
      lines.map((line) => [
        ...name(line),
        line.timesStock.toFixed(1),
        `${(line.ofPg * 100).toFixed(0)} %`,
        line.growth.toFixed(2),
      ]),
    ),
    '## In figures',
    '',
    'Medians; they depend on this machine and this hour. Loader, desk and PostgreSQL share the cores.',
    '',
    ...table(
      [
        'API',
        'role',
        'request',
        'requests/s',
        'p50 ms',
        'p95 ms',
        'CPU of the desk ms',
        'CPU of PostgreSQL ms',
        'stock: requests/s',
        'stock: p95 ms',
        'stock: CPU ms',
      ],
      lines.map((line) => [
        ...name(line),
        line.rate.toFixed(0),
        line.p50.toFixed(1),
        line.p95.toFixed(1),
        line.appCPU.toFixed(2),
        line.databaseCPU.toFixed(2),
        line.stockRate.toFixed(0),
        line.stockP95.toFixed(1),
        line.stockCPU.toFixed(2),
      ]),
    ),
    '## Cost by size',
    '',
    'CPU time of the desk and PostgreSQL per request, in milliseconds, by the number of calls.',
    '',
    ...table(
      ['API', 'role', 'request', ...sizes],
      lines.map((line) => [...name(line), ...line.costs.map((cost) => cost.toFixed(2))]),
    ),
    ...notes.map((note) => `- ${note}`),
    '',
    ...aboutMachine(machine),
    '',
    '## How PostgreSQL answers',
    '',
    ...plans.flatMap(({ plan, role, shape, statement }) => [
      `**${shape}, ${role}**: \`${statement}\``,
      '',
      '```',
      plan,
      '```',
      '',
    ]),
  ].join('\n')
}
