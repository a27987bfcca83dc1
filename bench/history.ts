import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fill } from './history/fill'
import { ratiosOf, toMarkdown } from './history/markdown'
import { measure } from './history/measure'
import { isWhole, type Options, readOptions } from './history/options'
import { makePlaces, type Place, visit } from './history/places'
import { type BenchDatabase, openDatabase } from './ingest/database'
import { describeMachine } from './ingest/machine'
import { CLIENTS } from './shared/fillTables'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const SMALL = 10_000
const WARM_UP_SECONDS = 1.5

const run = async (
  database: BenchDatabase,
  { rounds, seconds, senders }: Options,
  places: readonly Place[],
): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) {
    console.log(`\nround ${round + 1} of ${rounds}, load ${loadavg()[0]?.toFixed(1)}`)
    for (let turn = 0; turn < places.length; turn += 1) {
      const at = (turn + round) % places.length
      const place = places[at]
      if (!place) continue
      // The small table is filled again, to stay small. In the large one, some more calls make no difference.
      if (place.rows === SMALL) await visit(place.url, (sql) => fill(sql, SMALL))
      const cell = await measure({
        processID: database.processID(),
        run: round * places.length + at + 1,
        seconds,
        senders,
        url: place.url,
        warmUpSeconds: WARM_UP_SECONDS,
      })
      place.cells.push(cell)
      console.log(
        `${place.variant.padEnd(8)} ${String(place.rows).padStart(8)}  ${cell.rate.toFixed(0)}/s  p99 ${cell.p99.toFixed(1)} ms  CPU ${cell.databaseCPU.toFixed(2)} ms  WAL ${cell.wal.toFixed(0)}`,
      )
    }
  }
}

await runBenchmark(async (closers) => {
  const options = readOptions(process.argv.slice(2))
  const database = await openDatabase({ closers, folder: join(work, 'history') })
  const machine = describeMachine({ postgres: database.version })
  const { places, remove } = await makePlaces(database, [SMALL, options.rows])
  closers.add(remove)
  await run(database, options, places)
  const series = places.map(({ cells, rows, variant }) => ({ cells, rows, variant }))
  const notes = [
    `${CLIENTS.toLocaleString('en')} clients, new calls of clients at random, bodies of 3 KB, ${options.senders} senders at a time.`,
    'The history has small rows over two years, each call with its delivery; shared_buffers has its default of 128 MB.',
  ]
  const markdown = toMarkdown({ machine, notes, series })
  const result = { machine, notes, options, ratios: ratiosOf(series), series }
  await saveResult({ isWhole: isWhole(options), markdown, name: 'history', result })
  console.log(`\n${markdown}`)
})
