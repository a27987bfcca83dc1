import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { login } from '../tests/helpers/requests'
import { type AnswerTimes, answerTimesDuring } from './exports/answerTimes'
import { makeDump } from './imports/makeDump'
import { openDatabase } from './ingest/database'
import { describeMachine, type Machine } from './ingest/machine'
import { admin, startOurs } from './ingest/ours'
import { readMemory, readPeak, resetPeak } from './memory/memoryOf'
import { aboutMachine, row } from './shared/markdown'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

/** The last one shows that memory does not grow with the file. */
const FULL_CALLS = '1000,10000,40000'
const CLIENTS = 20
const METRICS_TOKEN = randomBytes(16).toString('hex')

type Measured = {
  before: number
  bytes: number
  calls: number
  peak: number
  seconds: number
  step: string
  times: AnswerTimes
}

const toMarkdown = (measured: readonly Measured[], machine: Machine) =>
  [
    '# Imports',
    '',
    `Of a dump of Django with ${CLIENTS} clients, uploaded to \`/api/import\`. Calls have transcripts of three kilobytes. Memory is that of the`,
    'desk’s process, in MB: before the import, and its peak as seen by the kernel. During the import, another client',
    'requests `/api/health` every 20 ms. Clients that are new cost a password hash each.',
    '',
    row(['calls', 'file', 'step', 'seconds', 'resident before', 'peak', 'others wait, p50', 'p99']),
    row(Array.from({ length: 8 }, () => '---')),
    ...measured.map(({ before, bytes, calls, peak, seconds, step, times }) =>
      row([
        calls.toLocaleString('en'),
        `${(bytes / 1e6).toFixed(0)} MB`,
        step,
        seconds.toFixed(1),
        before.toFixed(0),
        peak.toFixed(0),
        `${times.p50.toFixed(1)} ms`,
        `${times.p99.toFixed(1)} ms`,
      ]),
    ),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')

const STEPS = [
  { apply: false, name: 'dry run' },
  { apply: true, name: 'import' },
  { apply: true, name: 'again' },
]

/** Uploads the file, and reads the answer to its end. @returns the last line of it */
const upload = async (url: string, path: string, headers: Record<string, string>) => {
  const response = await fetch(url, { body: await openAsBlob(path), headers, method: 'POST' })
  if (response.status !== 200 || !response.body) throw new Error(`It answered ${response.status}`)
  let last = ''
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    last = `${last}${piece}`.trimEnd().split('\n').at(-1) ?? ''
  }
  return last
}

await runBenchmark(async (closers) => {
  const options = { calls: { default: FULL_CALLS, type: 'string' } } as const
  const asked = parseArgs({ options }).values.calls
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const { url: databaseURL } = await database.create('bench_imports')
  const { processID, url } = await startOurs({
    closers,
    env: { METRICS_TOKEN },
    pages: false,
    secret: randomBytes(32).toString('base64url'),
    url: databaseURL,
  })
  const headers = await login({ ...admin, url })
  await mkdir(work, { recursive: true })
  const path = join(work, 'dump.json')

  const measured: Measured[] = []
  for (const calls of asked.split(',').map(Number)) {
    const bytes = await makeDump({ calls, clients: CLIENTS, path })
    for (const { apply, name } of STEPS) {
      const { rss: before } = await readMemory({ metricsToken: METRICS_TOKEN, url })
      resetPeak(processID)
      const address = `${url}/api/import?format=django${apply ? '&apply=true' : ''}`
      const start = performance.now()
      const { result, times } = await answerTimesDuring(url, () => upload(address, path, headers))
      const seconds = (performance.now() - start) / 1000
      if (!result.includes('"type":"end"')) throw new Error(`${name} of ${calls}: ${result}`)
      measured.push({ before, bytes, calls, peak: readPeak(processID), seconds, step: name, times })
      console.log(`${calls} calls, ${name}: ${seconds.toFixed(1)} s`, result)
    }
  }
  await rm(path, { force: true })

  const markdown = toMarkdown(measured, machine)
  await saveResult({
    isWhole: asked === FULL_CALLS,
    markdown,
    name: 'imports',
    result: { machine, measured },
  })
  console.log(`\n${markdown}`)
})
