import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from './ingest/database'
import { emptyTables } from './ingest/kept'
import { describeMachine } from './ingest/machine'
import { startOurs } from './ingest/ours'
import { type Loader, startLoader } from './load/loader'
import { BURSTS, type BurstResult, runBurst } from './memory/bursts'
import { runLoad } from './memory/load'
import { type Measured, type Sample, slopesOf, toMarkdown } from './memory/markdown'
import type { MeasuredDesk } from './memory/measuredDesk'
import { readMemory } from './memory/memoryOf'
import { isWhole, type Options, readOptions } from './memory/options'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const METRICS_TOKEN = randomBytes(16).toString('hex')
/** Higher than the runs of the load, so that call ids differ. */
const FIRST_BURST = 60_000

const sampleUntil = async (
  { url }: MeasuredDesk,
  { sample: seconds }: Options,
  isOver: () => boolean,
): Promise<Sample[]> => {
  const start = performance.now()
  const samples: Sample[] = []
  while (!isOver()) {
    const memory = await readMemory({ metricsToken: METRICS_TOKEN, url })
    const sample = { ...memory, seconds: (performance.now() - start) / 1000 }
    samples.push(sample)
    console.log(
      `${sample.seconds.toFixed(0).padStart(5)} s  resident ${sample.rss.toFixed(0)}  heap ${sample.heap.toFixed(0)}  outside ${sample.external.toFixed(0)} MB`,
    )
    await sleep(seconds * 1000)
  }
  return samples
}

const measure = async (desk: MeasuredDesk, loader: Loader, options: Options): Promise<Measured> => {
  let isOver = false
  const sampling = sampleUntil(desk, options, () => isOver)
  const load = await runLoad({ desk, loader, minutes: options.minutes })
  isOver = true
  const samples = await sampling
  const bursts: BurstResult[] = []
  for (const [index, burst] of BURSTS.entries()) {
    await emptyTables(desk.sql)
    const seen = await runBurst(desk, burst, FIRST_BURST + index)
    bursts.push(seen)
    console.log(seen)
  }
  return { bursts, load, minutes: options.minutes, samples }
}

await runBenchmark(async (closers) => {
  const options = readOptions(process.argv.slice(2))
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const loader = await startLoader()
  closers.add(loader.stop)
  const { sql, url } = await database.create('bench_memory')
  const ours = await startOurs({
    closers,
    env: { METRICS_TOKEN },
    pages: options.pages,
    secret: randomBytes(32).toString('base64url'),
    url,
  })
  const measured = await measure({ ...ours, sql }, loader, options)

  const notes = options.pages ? [] : ['The desk ran without its pages (`--no-pages`).']
  const markdown = toMarkdown(measured, { machine, notes })
  const result = { machine, notes, options, slopes: slopesOf(measured.samples), ...measured }
  await saveResult({ isWhole: isWhole(options), markdown, name: 'memory', result })
  console.log(`\n${markdown}`)
  if ([measured.load, ...measured.bursts].some(({ violations }) => violations.length > 0)) {
    process.exitCode = 1
  }
})
