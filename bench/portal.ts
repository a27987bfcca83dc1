import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { z } from 'zod'
import { asJSON, login } from '../tests/helpers/requests'
import { openDatabase } from './ingest/database'
import { describeMachine, type Machine } from './ingest/machine'
import { startNext } from './ingest/obvious'
import { admin, startOurs } from './ingest/ours'
import { startLoader } from './load/loader'
import type { LoadSeen } from './load/messages'
import { type FirstByte, firstByteOf } from './pages/firstByte'
import { performanceScores, type Scores } from './portal/performanceScores'
import { type Reloads, reloadWithoutEnd } from './portal/reloads'
import { clientEmail, fill } from './reads/fill'
import { aboutMachine, row } from './shared/markdown'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL = { calls: 1_000_000, rounds: 3, seconds: 20, times: 21 }
const READERS = 8
const SENDERS = 4
const REPORT_BYTES = 25_000
const TARGET = 2
const PAGES = ['/calls', '/to-do', '/figures', '/settings']

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
const optionsSchema = z.object({
  calls: count(FULL.calls),
  rounds: count(FULL.rounds),
  seconds: count(FULL.seconds),
  times: count(FULL.times),
})
type Options = z.infer<typeof optionsSchema>

const idSchema = z.tuple([z.object({ id: z.string() })])

/** The largest client's session, as its browser has it. */
const signInAsClient = async (url: string, sql: pg.Pool): Promise<Record<string, string>> => {
  const { rows } = await sql.query('select id from users where email = $1', [clientEmail(0)])
  const [{ id }] = idSchema.parse(rows)
  const headers = await login({ ...admin, url })
  const { status } = await asJSON({
    body: { password: admin.password },
    headers,
    method: 'PATCH',
    url: `${url}/api/users/${id}`,
  })
  if (status !== 200) throw new Error(`The client got no password: ${status}`)
  const { authorization = '' } = await login({
    email: clientEmail(0),
    password: admin.password,
    url,
  })
  return { cookie: `payload-token=${authorization.replace(/^JWT /, '')}` }
}

type Pair = { bare: FirstByte; name: string; ours: FirstByte; round: number }
type Result = {
  beside: { reloads: Reloads; reports: LoadSeen }
  alone: LoadSeen
  pairs: readonly Pair[]
  scores: readonly (Scores & { name: string })[]
}

const refusedOf = ({ statuses }: LoadSeen): number =>
  Object.entries(statuses).reduce((sum, [status, n]) => sum + (status.startsWith('2') ? 0 : n), 0)

const toMarkdown = ({ alone, beside, pairs, scores }: Result, options: Options, machine: Machine) =>
  [
    '# Pages of clients',
    '',
    `Milliseconds until the first byte of a page, one request at a time, for the client with three tenths of`,
    `${options.calls.toLocaleString('en')} calls: the median, and the slowest of ${options.times}. \`bare\` is a page of Next that`,
    `reads and shows as many rows by one statement, without a session, rights or languages, in the same round. Target: ${TARGET} times the bare page.`,
    '',
    row(['page', 'round', 'desk', 'slowest', 'bare', 'desk ÷ bare', 'length']),
    row(Array.from({ length: 7 }, () => '---')),
    ...pairs.map(({ bare, name, ours, round }) =>
      row([
        name,
        round,
        ours.p50.toFixed(1),
        ours.slowest.toFixed(1),
        bare.p50.toFixed(1),
        (ours.p50 / bare.p50).toFixed(2),
        `${(ours.bytes / 1000).toFixed(0)} KB`,
      ]),
    ),
    '',
    'Lighthouse’s scores for performance, on this machine.',
    '',
    row(['page', 'desktop', 'mobile']),
    row(['---', '---', '---']),
    ...scores.map(({ desktop, mobile, name }) => row([name, desktop, mobile])),
    '',
    `Reports of ${REPORT_BYTES / 1000} KB by ${SENDERS} senders at a time, alone and beside ${READERS} readers who reload \`/calls\` without`,
    `end, for ${options.seconds} seconds each.`,
    '',
    row(['', 'reports', 'refused', 'p50', 'p99', 'pages']),
    row(Array.from({ length: 6 }, () => '---')),
    row([
      'alone',
      alone.accepted,
      refusedOf(alone),
      alone.p50.toFixed(1),
      alone.p99.toFixed(1),
      '–',
    ]),
    row([
      'beside readers',
      beside.reports.accepted,
      refusedOf(beside.reports),
      beside.reports.p50.toFixed(1),
      beside.reports.p99.toFixed(1),
      JSON.stringify(beside.reloads.statuses),
    ]),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')

await runBenchmark(async (closers) => {
  const text = { type: 'string' } as const
  const options = optionsSchema.parse(
    parseArgs({ options: { calls: text, rounds: text, seconds: text, times: text } }).values,
  )
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const { sql, url: databaseURL } = await database.create('portal')
  const secret = randomBytes(32).toString('base64url')
  const ours = await startOurs({ closers, pages: true, secret, url: databaseURL })
  console.log(`filling with ${options.calls.toLocaleString('en')} calls …`)
  await fill(sql, options.calls)
  const bare = await startNext({
    closers,
    env: { CLIENT_EMAIL: clientEmail(0), DATABASE_URL: databaseURL },
    peer: 'page',
    work,
  })
  const headers = await signInAsClient(ours.url, sql)
  const pairs: Pair[] = []
  for (let round = 1; round <= options.rounds; round += 1) {
    const bareByte = await firstByteOf(bare.url, { headers: {}, times: options.times })
    for (const name of PAGES) {
      const byte = await firstByteOf(`${ours.url}${name}`, { headers, times: options.times })
      pairs.push({ bare: bareByte, name, ours: byte, round })
      console.log(
        `${name.padEnd(10)} ${byte.p50.toFixed(1)} ms, bare ${bareByte.p50.toFixed(1)} ms`,
      )
    }
  }
  const scores = []
  for (const name of PAGES) {
    scores.push({ name, ...(await performanceScores(`${ours.url}${name}`, headers)) })
  }
  const loader = await startLoader()
  closers.add(loader.stop)
  const cell = {
    bytes: REPORT_BYTES,
    concurrency: SENDERS,
    repeats: 'few' as const,
    seconds: options.seconds,
    tokens: ours.tokens,
    url: ours.url,
  }
  const alone = await loader.run({ ...cell, run: 1 })
  const readers = reloadWithoutEnd(`${ours.url}/calls`, { headers, readers: READERS })
  const reports = await loader.run({ ...cell, run: 2 })
  const result: Result = {
    alone,
    beside: { reloads: await readers.stop(), reports },
    pairs,
    scores,
  }
  const markdown = toMarkdown(result, options, machine)
  await saveResult({
    isWhole: options.calls >= FULL.calls && options.rounds >= FULL.rounds,
    markdown,
    name: 'portal',
    result: { machine, options, pairs, scores, refused: refusedOf(reports) },
  })
  console.log(`\n${markdown}`)
})
