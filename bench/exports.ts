import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { login } from '../tests/helpers/requests'
import { type AnswerTimes, answerTimesDuring } from './exports/answerTimes'
import { type ReadResult, readFile } from './exports/readFile'
import { openDatabase } from './ingest/database'
import { describeMachine, type Machine } from './ingest/machine'
import { admin, startOurs } from './ingest/ours'
import { processorTime } from './ingest/processorTime'
import { readMemory, readPeak, resetPeak } from './memory/memoryOf'
import { fill } from './reads/fill'
import { aboutMachine, row } from './shared/markdown'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL_ROWS = 300_000
const METRICS_TOKEN = randomBytes(16).toString('hex')

type Case = { bytesPerSecond?: number; name: string; query: string }

const CASES: Case[] = [
  { name: 'CSV', query: 'format=csv' },
  { name: 'NDJSON', query: 'format=ndjson' },
  {
    name: 'NDJSON, word by word',
    query: 'format=ndjson&select[transcript]=true&select[messages]=true&select[summary]=true',
  },
  { bytesPerSecond: 4_000_000, name: 'CSV, read at 4 MB/s', query: 'format=csv' },
]

type Measured = ReadResult & {
  before: number
  cpu: number
  name: string
  peak: number
  times: AnswerTimes
}

const toMarkdown = (measured: Measured[], copy: ReadResult, machine: Machine, rows: number) =>
  [
    '# Exports',
    '',
    `Of ${rows.toLocaleString('en')} calls by a superuser, in one file. Memory is that of the desk’s process, in MB: before the export,`,
    'and its peak as seen by the kernel. During the export, another client requests `/api/health` every 20 ms.',
    '',
    row([
      'export',
      'file',
      'seconds',
      'CPU per call',
      'to COPY',
      'resident before',
      'peak',
      'others wait, p50',
      'p99',
    ]),
    row(Array.from({ length: 9 }, () => '---')),
    ...measured.map(({ before, bytes, cpu, lines, name, peak, seconds, times }) =>
      row([
        name,
        `${(bytes / 1e6).toFixed(0)} MB`,
        seconds.toFixed(1),
        `${((cpu * 1000) / lines).toFixed(0)} µs`,
        `${(seconds / copy.seconds).toFixed(1)} ×`,
        before.toFixed(0),
        peak.toFixed(0),
        `${times.p50.toFixed(1)} ms`,
        `${times.p99.toFixed(1)} ms`,
      ]),
    ),
    '',
    `The limit, PostgreSQL’s own \`COPY … TO STDOUT (FORMAT csv)\` of all columns except the large ones: ${copy.seconds.toFixed(1)} s.`,
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')

const COPY = `copy (select id, started_at, customer_name, customer_phone, outcome, service_name, price,
  currency, duration_seconds, ended_group, summary, client_id, vapi_call_id, call_type,
  vapi_assistant_id, vapi_phone_number, ended_at, ended_reason, has_recording, reported_at,
  success_evaluation, cost, cost_breakdown, updated_at, created_at
  from call_summaries order by id desc) to stdout (format csv)`

const copyAll = async (sql: pg.Pool): Promise<ReadResult> => {
  const client = await sql.connect()
  const start = performance.now()
  let bytes = 0
  const nowhere = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.byteLength
      done()
    },
  })
  await pipeline(client.query(to(COPY)), nowhere)
  client.release()
  return { bytes, lines: 0, seconds: (performance.now() - start) / 1000 }
}

await runBenchmark(async (closers) => {
  const options = { rows: { default: String(FULL_ROWS), type: 'string' } } as const
  const rows = Number(parseArgs({ options }).values.rows)
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const { sql, url: databaseURL } = await database.create('bench_exports')
  const { processID, url } = await startOurs({
    closers,
    env: { METRICS_TOKEN },
    pages: false,
    secret: randomBytes(32).toString('base64url'),
    url: databaseURL,
  })
  await fill(sql, rows)
  const copy = await copyAll(sql)
  const headers = await login({ ...admin, url })
  // So that code is compiled, connections are open, and the heap has its size.
  await readFile({ headers, url: `${url}/api/call-summaries/export?format=csv` })

  const measured: Measured[] = []
  for (const { bytesPerSecond, name, query } of CASES) {
    const { rss: before } = await readMemory({ metricsToken: METRICS_TOKEN, url })
    resetPeak(processID)
    const cpuBefore = processorTime(processID)
    const address = `${url}/api/call-summaries/export?${query}`
    const { result, times } = await answerTimesDuring(url, () =>
      readFile({ bytesPerSecond, headers, url: address }),
    )
    const cpu = processorTime(processID) - cpuBefore
    const lines = query.includes('csv') ? result.lines - 1 : result.lines
    if (lines !== rows) throw new Error(`${name}: ${lines} of ${rows} calls`)
    const seen = { ...result, before, cpu, lines, name, peak: readPeak(processID), times }
    measured.push(seen)
    console.log(seen)
  }

  const markdown = toMarkdown(measured, copy, machine, rows)
  await saveResult({
    isWhole: rows >= FULL_ROWS,
    markdown,
    name: 'exports',
    result: { copy, machine, measured, rows },
  })
  console.log(`\n${markdown}`)
})
