import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openDatabase } from './ingest/database'
import { describeMachine } from './ingest/machine'
import { startOurs } from './ingest/ours'
import { emptyLanes, fillLanes, prepareReceivers } from './lanes/fill'
import { type Round, ratioOf, toMarkdown } from './lanes/markdown'
import { startReceivers } from './lanes/receivers'
import { startLoader } from './load/loader'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL = { rounds: 7, seconds: 10 }
/** What the issue asks for: reports beside full lanes, as a share of those without. */
const LEAST_RATIO = 0.95
const SENDERS = 16
const WARM_UP_SECONDS = 6
/** Until the lanes have found their rows. */
const BEGIN_MS = 3_000

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
const optionsSchema = z.object({
  kilobytes: count(10),
  rounds: count(FULL.rounds),
  seconds: count(FULL.seconds),
})

await runBenchmark(async (closers) => {
  const { values } = parseArgs({
    options: {
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
  const receivers = await startReceivers()
  closers.add(receivers.stop)
  const folder = await mkdtemp(join(work, 'recordings-'))
  closers.add(() => rm(folder, { force: true, recursive: true }))
  const { sql, url } = await database.create('bench_lanes')
  const secret = randomBytes(32).toString('base64url')
  const env = { ...receivers.env, DATA_DIR: folder }
  const desk = await startOurs({ closers, env, pages: false, secret, url })
  // The clients' e-mails are in the order of their tokens.
  const half = desk.tokens.length / 2

  let run = 0
  const load = async (tokens: string[], seconds: number): Promise<number> => {
    run += 1
    const cell = { concurrency: SENDERS, repeats: 'few', run, seconds } as const
    const bytes = options.kilobytes * 1024
    const { accepted, milliseconds } = await loader.run({ ...cell, bytes, tokens, url: desk.url })
    return accepted / (milliseconds / 1000)
  }
  // The calls of the first half fill the lanes; the reports that are measured are those of the second half.
  await load(desk.tokens.slice(0, half), WARM_UP_SECONDS)
  const clients = await prepareReceivers(sql, half)
  const measured = desk.tokens.slice(half)
  await load(measured, WARM_UP_SECONDS)

  const alone = async (): Promise<number> => {
    await emptyLanes(sql)
    receivers.cut()
    await sleep(BEGIN_MS)
    return await load(measured, options.seconds)
  }
  const together = async (): Promise<Omit<Round, 'alone'>> => {
    await fillLanes({ clients, secret, sql, storageURL: receivers.storageURL })
    await sleep(BEGIN_MS)
    const [copied, texts] = [receivers.counts.copied, receivers.taken()]
    const rate = await load(measured, options.seconds)
    return {
      copied: receivers.counts.copied - copied,
      texts: receivers.taken() - texts,
      together: rate,
    }
  }
  const rounds: Round[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    // In turn first, so that neither always finds what the other left.
    const found =
      round % 2 === 0
        ? { alone: await alone(), ...(await together()) }
        : { ...(await together()), alone: await alone() }
    rounds.push(found)
    console.log(found)
  }

  const markdown = toMarkdown({ kilobytes: options.kilobytes, machine, rounds })
  const isWhole = options.rounds >= FULL.rounds && options.seconds >= FULL.seconds
  const result = { machine, options, ratio: ratioOf(rounds), rounds }
  await saveResult({ isWhole, markdown, name: 'lanes', result })
  console.log(`\n${markdown}`)
  const problems = [
    ...(receivers.counts.copied > 0 && receivers.counts.slow > 0 ? [] : ['Nothing was copied']),
    ...(receivers.taken() > 0 ? [] : ['No text message was taken']),
    ...(ratioOf(rounds) < LEAST_RATIO
      ? [`Reports beside full lanes: ${ratioOf(rounds).toFixed(2)} of those without`]
      : []),
  ]
  if (problems.length > 0) {
    console.error(problems.join('\n'))
    process.exitCode = 1
  }
})
