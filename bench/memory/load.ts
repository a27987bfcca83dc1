import { emptyTables, findViolations } from '../ingest/kept'
import type { Loader } from '../load/loader'
import type { MeasuredDesk } from './measuredDesk'

const SIZES = [3, 25, 100].map((kilobytes) => kilobytes * 1024)
const SENDERS = 64
const CELL_SECONDS = 10

/** The result of the load. */
export type LoadSeen = { accepted: number; refused: number; violations: string[] }

type Run = { desk: MeasuredDesk; loader: Loader; minutes: number }

/** Runs full load. The size of the bodies changes every few seconds, and the rows are checked each time. */
export const runLoad = async ({ desk, loader, minutes }: Run): Promise<LoadSeen> => {
  const end = performance.now() + minutes * 60_000
  const seen: LoadSeen = { accepted: 0, refused: 0, violations: [] }
  for (let run = 1; performance.now() < end; run += 1) {
    await emptyTables(desk.sql)
    const { accepted, acknowledged, statuses } = await loader.run({
      bytes: SIZES[run % SIZES.length] ?? 0,
      concurrency: SENDERS,
      repeats: 'few',
      run,
      seconds: Math.min(CELL_SECONDS, Math.max(1, (end - performance.now()) / 1000)),
      tokens: desk.tokens,
      url: desk.url,
    })
    const refused = Object.values(statuses).reduce((sum, each) => sum + each, 0) - accepted
    seen.accepted += accepted
    seen.refused += refused
    seen.violations.push(
      ...(await findViolations({ accepted, acknowledged, refused, sql: desk.sql })),
    )
  }
  return seen
}
