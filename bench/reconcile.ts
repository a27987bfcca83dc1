import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openDatabase } from './ingest/database'
import { describeMachine } from './ingest/machine'
import { startOurs } from './ingest/ours'
import { spawnPeer } from './ingest/spawnPeer'
import { startLoader } from './load/loader'
import { readMemory, readPeak, resetPeak } from './memory/memoryOf'
import { slopePerMinute } from './memory/slope'
import { openAccount } from './reconcile/account'
import { type Beside, ratioOf, toMarkdown, type WholeWalk } from './reconcile/markdown'
import { measureStatements, type Recorded } from './reconcile/statements'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL = { calls: 100_000, rounds: 5, seconds: 10 }
/** What the issue asks for: reports beside a walk, as a share of those without. */
const LEAST_RATIO = 0.95
const SENDERS = 16
const REPORT_BYTES = 10 * 1024
const SAMPLE_MS = 2_000
/** The desk's memory grows at first, whatever it does. */
const WARM_UP = 0.2
const METRICS_TOKEN = randomBytes(16).toString('hex')

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
const optionsSchema = z.object({
  calls: count(FULL.calls),
  kilobytes: count(10),
  rounds: count(FULL.rounds),
  seconds: count(FULL.seconds),
})

await runBenchmark(async (closers) => {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string' },
      kilobytes: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
    },
  })
  const options = optionsSchema.parse(values)
  const list = await spawnPeer({
    args: () => ['--import', 'tsx', 'bench/reconcile/listServer.ts'],
    closers,
    env: {
      CALLS: String(options.calls),
      KILOBYTES: String(options.kilobytes),
      NOW: String(Date.now()),
    },
  })
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const loader = await startLoader()
  closers.add(loader.stop)
  const { sql, url } = await database.create('bench_reconcile')
  const desk = await startOurs({
    closers,
    env: { METRICS_TOKEN, VAPI_EU_URL: list.url, VAPI_US_URL: list.url },
    pages: false,
    secret: randomBytes(32).toString('base64url'),
    url,
  })
  const account = await openAccount({ calls: options.calls, sql, url: desk.url })
  const rssOf = async () => (await readMemory({ metricsToken: METRICS_TOKEN, url: desk.url })).rss

  const wholeWalk = async (name: string, begin: () => Promise<void>): Promise<WholeWalk> => {
    const before = await rssOf()
    resetPeak(desk.processID)
    const began = performance.now()
    const points: { seconds: number; value: number }[] = []
    await begin()
    for (;;) {
      const { calls, requests, state } = await account.readWalk()
      const seconds = (performance.now() - began) / 1000
      if (state === 'complete') {
        const late = points.slice(Math.floor(points.length * WARM_UP))
        const rss = { before, peak: readPeak(desk.processID) }
        return { calls, name, requests, rss, seconds, slope: slopePerMinute(late) }
      }
      if (state === 'incomplete') throw new Error('The walk did not get to the end of the list')
      points.push({ seconds, value: await rssOf() })
      if (points.length % 15 === 0) console.log(`${name}: ${calls.toLocaleString('en')} calls`)
      await sleep(SAMPLE_MS)
    }
  }
  const walks = [await wholeWalk('the first', account.connect)]
  console.log(walks)

  const recorded: Recorded[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    recorded.push(await measureStatements({ clientID: account.clientID, sql }))
  }
  console.log(recorded)

  let run = 0
  const load = async (): Promise<number> => {
    run += 1
    const cell = { concurrency: SENDERS, repeats: 'few', run, seconds: options.seconds } as const
    const { accepted, milliseconds } = await loader.run({
      ...cell,
      bytes: REPORT_BYTES,
      tokens: desk.tokens,
      url: desk.url,
    })
    return accepted / (milliseconds / 1000)
  }
  const beside: Beside[] = []
  const alone = async () => {
    await fetch(`${list.url}/hold`)
    return await load()
  }
  const together = async (): Promise<Pick<Beside, 'pages' | 'together'>> => {
    await fetch(`${list.url}/release`)
    if ((await account.readWalk()).state !== 'running') await account.requestCheck()
    const { requests: before } = await account.readWalk()
    const rate = await load()
    const { requests } = await account.readWalk()
    return { pages: Math.max(0, requests - before), together: rate }
  }
  await account.requestCheck()
  await load()
  for (let round = 0; round < options.rounds; round += 1) {
    // In turn first, so that neither always finds what the other left.
    const measured =
      round % 2 === 0
        ? { alone: await alone(), ...(await together()) }
        : { ...(await together()), alone: await alone() }
    beside.push(measured)
    console.log(measured)
  }
  await fetch(`${list.url}/release`)

  const states = await account.states()
  const { kilobytes } = options
  const markdown = toMarkdown({ beside, kilobytes, machine, recorded, states, walks })
  const isWhole =
    options.calls >= FULL.calls && options.rounds >= FULL.rounds && options.seconds >= FULL.seconds
  const result = { beside, machine, options, ratio: ratioOf(beside), recorded, states, walks }
  await saveResult({ isWhole, markdown, name: 'reconcile', result })
  console.log(`\n${markdown}`)
  if (ratioOf(beside) < LEAST_RATIO) {
    console.error(`Reports beside a walk: ${ratioOf(beside).toFixed(2)} of those without`)
    process.exitCode = 1
  }
})
