import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openDatabase } from './ingest/database'
import { describeMachine } from './ingest/machine'
import { startOurs } from './ingest/ours'
import { startLoader } from './load/loader'
import { readMemory, readPeak, resetPeak } from './memory/memoryOf'
import { type Beside, ratioOf, toMarkdown, type WholeRun } from './reprojection/markdown'
import { openPastCalls } from './reprojection/pastCalls'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL = { deliveries: 100_000, rounds: 5, seconds: 10 }
/** What the issue asks for: reports beside a run, as a share of those without. */
const LEAST_RATIO = 0.95
const SENDERS = 16
const FILL_SECONDS = 5
const METRICS_TOKEN = randomBytes(16).toString('hex')

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
const optionsSchema = z.object({
  deliveries: count(FULL.deliveries),
  kilobytes: count(10),
  rounds: count(FULL.rounds),
  seconds: count(FULL.seconds),
})

await runBenchmark(async (closers) => {
  const { values } = parseArgs({
    options: {
      deliveries: { type: 'string' },
      kilobytes: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
    },
  })
  const options = optionsSchema.parse(values)
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const loader = await startLoader()
  closers.add(loader.stop)
  const { sql, url } = await database.create('bench_reprojection')
  const desk = await startOurs({
    closers,
    env: { METRICS_TOKEN },
    pages: false,
    secret: randomBytes(32).toString('base64url'),
    url,
  })
  let run = 0
  const load = async (seconds: number): Promise<number> => {
    run += 1
    const cell = { concurrency: SENDERS, repeats: 'few', run, seconds } as const
    const bytes = options.kilobytes * 1024
    const { accepted, milliseconds } = await loader.run({
      ...cell,
      bytes,
      tokens: desk.tokens,
      url: desk.url,
    })
    return accepted / (milliseconds / 1000)
  }
  const deliveries = async (): Promise<number> => {
    const { rows } = await sql.query('select count(*)::int as n from webhook_deliveries')
    return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n
  }
  for (let kept = 0; kept < options.deliveries; kept = await deliveries()) {
    console.log(`${kept.toLocaleString('en')} deliveries`)
    await load(FILL_SECONDS)
  }
  await sql.query('vacuum analyze call_summaries, webhook_deliveries')

  const past = await openPastCalls({ sql, url: desk.url })
  const wholeRun = async (name: string): Promise<WholeRun> => {
    const { rss: before } = await readMemory({ metricsToken: METRICS_TOKEN, url: desk.url })
    resetPeak(desk.processID)
    const began = performance.now()
    await past.start()
    const { changed, read } = await past.untilOver(({ done }) =>
      console.log(`${name}: ${done.toLocaleString('en')}`),
    )
    const seconds = (performance.now() - began) / 1000
    return { calls: read, changed, name, rss: { before, peak: readPeak(desk.processID) }, seconds }
  }
  await past.map('first')
  const runs = [await wholeRun('every call changes'), await wholeRun('no call changes')]

  const beside: Beside[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    await past.map(round % 2 === 0 ? 'second' : 'first')
    const together = async (): Promise<Pick<Beside, 'done' | 'together'>> => {
      await past.start()
      const rate = await load(options.seconds)
      const { done } = await past.read()
      await past.stop()
      return { done, together: rate }
    }
    const alone = () => load(options.seconds)
    // In turn first, so that neither always finds what the other left.
    const measured =
      round % 2 === 0
        ? { alone: await alone(), ...(await together()) }
        : { ...(await together()), alone: await alone() }
    beside.push(measured)
    console.log(measured)
  }

  const markdown = toMarkdown({ beside, kilobytes: options.kilobytes, machine, runs })
  const isWhole =
    options.deliveries >= FULL.deliveries &&
    options.rounds >= FULL.rounds &&
    options.seconds >= FULL.seconds
  const result = { beside, machine, options, ratio: ratioOf(beside), runs }
  await saveResult({ isWhole, markdown, name: 'reprojection', result })
  console.log(`\n${markdown}`)
  if (ratioOf(beside) < LEAST_RATIO) {
    console.error(`Reports beside a run: ${ratioOf(beside).toFixed(2)} of those without`)
    process.exitCode = 1
  }
})
