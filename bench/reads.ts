import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createClosers } from '../src/server/closers'
import { asJSON } from '../tests/helpers/requests'
import { type BenchDatabase, openDatabase } from './ingest/database'
import { describeMachine } from './ingest/machine'
import { startNext } from './ingest/obvious'
import { forkLoader } from './load/loader'
import { chooseSubject, signIn, startDesk } from './reads/desk'
import { fill } from './reads/fill'
import { toMarkdown } from './reads/markdown'
import { casesOf, measure, peersOf, type Series } from './reads/measure'
import { type LoadCell, type LoadSeen, seenSchema } from './reads/messages'
import { isWhole, type Options, readOptions } from './reads/options'
import { explainAll, type Plan, unusedIndexes } from './reads/plans'
import { requestOf } from './reads/shapes'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const WARM_UP_SECONDS = 1

const idsIn = (body: unknown): unknown =>
  Array.isArray(Reflect.get(Object(body), 'docs'))
    ? Array.from(Reflect.get(Object(body), 'docs'), (doc) => Reflect.get(Object(doc), 'id'))
    : Reflect.get(Object(body), 'id')

type Place = Parameters<typeof measure>[1]

/** Checks that both return the same calls, because a wrong answer may well be fast. */
const compare = async ({ authorization, servers, subject }: Place): Promise<void> => {
  if (!servers.stock) return
  for (const { role, shape } of casesOf(0)) {
    const { path, stock: otherwise } = requestOf({ role, shape, subject })
    const headers = { authorization: authorization[role] }
    const [ours, stock] = await Promise.all([
      asJSON({ headers, url: `${servers.ours.url}${path}` }),
      asJSON({ headers, url: `${servers.stock.url}${otherwise?.path ?? path}` }),
    ])
    const [one, other] = [ours, stock].map((answer) => JSON.stringify(idsIn(answer?.body)))
    if (ours?.status !== 200 || one !== other) {
      throw new Error(`${role}, ${shape}: the desk answers ${one}, stock Payload ${other}`)
    }
  }
}

const measureAll = async (
  { rounds, rows, shapes }: { rounds: number; rows: number; shapes: Options['shapes'] },
  place: Place,
) => {
  const all: Series[] = casesOf(rows, shapes).flatMap((each) =>
    peersOf(each, place.servers.stock !== null).map((peer) => ({ ...each, peer, rounds: [] })),
  )
  for (const each of all) await measure(each, { ...place, seconds: WARM_UP_SECONDS })
  for (let round = 0; round < rounds; round += 1) {
    console.log(`\nround ${round + 1} of ${rounds}, load ${loadavg()[0]?.toFixed(1)}`)
    for (const each of all) {
      const measured = await measure(each, place)
      each.rounds.push(measured)
      const { appCPU, databaseCPU, p50, p95, rate, refused } = measured
      console.log(
        `${each.api.padEnd(7)} ${each.role.padEnd(6)} ${each.shape.padEnd(12)} ${each.peer.padEnd(5)} ${rate.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  CPU ${appCPU.toFixed(2)} + ${databaseCPU.toFixed(2)} ms${refused > 0 ? `  REFUSED: ${refused}` : ''}`,
      )
    }
  }
  return all
}

type Size = { database: BenchDatabase; isLargest: boolean; options: Options; rows: number }

const runSize = async ({ database, isLargest, options, rows }: Size) => {
  const closers = createClosers()
  try {
    const { sql, url } = await database.create(`reads_${rows}`)
    const secret = randomUUID()
    const ours = await startDesk({ closers, databaseURL: url, secret })
    console.log(`filling with ${rows.toLocaleString('en')} calls …`)
    await fill(sql, rows)
    const subject = await chooseSubject(sql)
    const authorization = await signIn({ desk: ours, subject })
    const env = { DATABASE_URL: url, PAYLOAD_SECRET: secret }
    const stock = isLargest ? await startNext({ closers, env, peer: 'stock', work }) : null
    const loader = await forkLoader<LoadCell, LoadSeen>({
      main: new URL('./reads/main.ts', import.meta.url),
      seen: seenSchema,
    })
    closers.add(loader.stop)
    const place: Place = {
      authorization,
      concurrency: options.concurrency,
      databaseID: database.processID(),
      databaseURL: url,
      loader,
      seconds: options.seconds,
      servers: { ours, stock },
      subject,
    }
    await compare(place)
    const series = await measureAll({ rounds: options.rounds, rows, shapes: options.shapes }, place)
    const plans = await explainAll(sql, { rows, subject })
    return { plans, series, unused: await unusedIndexes(sql) }
  } finally {
    await closers.closeAll()
  }
}

await runBenchmark(async (closers) => {
  const options = readOptions(process.argv.slice(2))
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const series: Series[] = []
  let plans: Plan[] = []
  let unused: string[] = []
  for (const rows of [...options.rows].sort((one, other) => one - other)) {
    const isLargest = rows === Math.max(...options.rows)
    const measured = await runSize({ database, isLargest, options, rows })
    series.push(...measured.series)
    ;({ plans, unused } = measured)
  }
  const notes = [
    `${options.concurrency} requests at a time, ${options.rounds} rounds of ${options.seconds} s for each case and peer, one after the other; stock Payload and \`pg\` with the largest table only.`,
    'A call has about 4 KB: 1.6 KB of transcript, 1 KB of messages, a summary, and the data of the agent. Stock Payload answers lists with all of it, and populates the client: that is its default.',
    'Each date range is requested only once, and differs from the last by a minute, because the desk remembers for a minute how many calls it expects for a filter. The other requests are repeated, as programs do.',
    '`pg` alone gets its statements named and prepared, without a server, access control or JSON in between.',
    `Indexes that none of these requests used: ${unused.join(', ') || 'none'}. \`tests/int/database/indexes.test.ts\` says what they are for.`,
  ]
  const result = { machine, notes, plans, series }
  const markdown = toMarkdown(result)
  await saveResult({
    isWhole: isWhole(options),
    markdown,
    name: 'reads',
    result: { options, ...result },
  })
  console.log(`\n${markdown.split('## How PostgreSQL answers')[0]}`)
  const refused = series
    .flatMap(({ rounds }) => rounds)
    .reduce((sum, each) => sum + each.refused, 0)
  if (refused > 0) {
    console.error(`${refused} requests were refused: see above.`)
    process.exitCode = 1
  }
})
