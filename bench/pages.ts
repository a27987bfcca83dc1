import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createClosers } from '../src/server/closers'
import { login } from '../tests/helpers/requests'
import { type BenchDatabase, openDatabase } from './ingest/database'
import { describeMachine, type Machine } from './ingest/machine'
import { admin, startOurs } from './ingest/ours'
import { fill, type Size } from './pages/fill'
import { type FirstByte, firstByteOf } from './pages/firstByte'
import { chooseSubject } from './reads/desk'
import { aboutMachine, row } from './shared/markdown'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL = { calls: 1_000_000, clients: 5_000, times: 21 }
const SMALL: Size = { calls: 1_000, clients: 1_000 }

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
const optionsSchema = z.object({
  calls: count(FULL.calls),
  clients: count(FULL.clients),
  times: count(FULL.times),
})

type Subject = { call: string; client: string }
/** A page with few calls and with many. */
type Measured = { large: FirstByte; name: string; small: FirstByte }

const pagesOf = ({ call, client }: Subject): Record<string, string> => ({
  Dashboard: '/admin',
  Users: '/admin/collections/users',
  Client: `/admin/collections/users/${client}`,
  'Client, details': `/admin/collections/users/${client}/edit`,
  Calls: '/admin/collections/call-summaries',
  'Calls, booked': '/admin/collections/call-summaries?where[or][0][and][0][outcome][equals]=booked',
  Call: `/admin/collections/call-summaries/${call}`,
  Deliveries: '/admin/collections/webhook-deliveries',
  Notifications: '/admin/collections/notifications',
  History: '/admin/collections/audit-log',
})

const measureSize = async (database: BenchDatabase, size: Size, times: number) => {
  const closers = createClosers()
  try {
    const { sql, url: databaseURL } = await database.create(`pages_${size.calls}`)
    const secret = randomBytes(32).toString('base64url')
    const { url } = await startOurs({ closers, pages: true, secret, url: databaseURL })
    console.log(`filling with ${size.calls.toLocaleString('en')} calls …`)
    await fill(sql, size)
    const pages = pagesOf(await chooseSubject(sql))
    const { authorization = '' } = await login({ ...admin, url })
    // As a browser sends it: pages know a session by its cookie.
    const headers = { cookie: `payload-token=${authorization.replace(/^JWT /, '')}` }
    const measured = new Map<string, FirstByte>()
    for (const [name, path] of Object.entries(pages)) {
      const firstByte = await firstByteOf(`${url}${path}`, { headers, times })
      measured.set(name, firstByte)
      console.log(`${name.padEnd(16)} ${firstByte.p50.toFixed(0).padStart(5)} ms`)
    }
    return measured
  } finally {
    await closers.closeAll()
  }
}

type Options = z.infer<typeof optionsSchema>

const toMarkdown = (measured: Measured[], { calls, clients, times }: Options, machine: Machine) =>
  [
    '# Pages of the admin',
    '',
    `Milliseconds until the first byte of a page, for a superuser, one request at a time: the median, and the`,
    `slowest of ${times}. With ${SMALL.calls.toLocaleString('en')} calls of ${SMALL.clients.toLocaleString('en')} clients, and with ${calls.toLocaleString('en')} calls of ${clients.toLocaleString('en')}.`,
    '',
    row(['page', 'few calls', 'slowest', 'many calls', 'slowest', 'many ÷ few', 'length']),
    row(Array.from({ length: 7 }, () => '---')),
    ...measured.map(({ large, name, small }) =>
      row([
        name,
        small.p50.toFixed(0),
        small.slowest.toFixed(0),
        large.p50.toFixed(0),
        large.slowest.toFixed(0),
        (large.p50 / small.p50).toFixed(2),
        `${(large.bytes / 1000).toFixed(0)} KB`,
      ]),
    ),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')

await runBenchmark(async (closers) => {
  const text = { type: 'string' } as const
  const options = optionsSchema.parse(
    parseArgs({ options: { calls: text, clients: text, times: text } }).values,
  )
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const small = await measureSize(database, SMALL, options.times)
  const large = await measureSize(database, options, options.times)
  const measured = [...large].flatMap(([name, many]): Measured[] => {
    const few = small.get(name)
    return few ? [{ large: many, name, small: few }] : []
  })
  const markdown = toMarkdown(measured, options, machine)
  await saveResult({
    isWhole:
      options.calls >= FULL.calls && options.clients >= FULL.clients && options.times >= FULL.times,
    markdown,
    name: 'pages',
    result: { machine, measured, options },
  })
  console.log(`\n${markdown}`)
})
