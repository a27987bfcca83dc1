import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from '../../src/server/postgres/startPostgres'
import { asJSON } from '../helpers/requests'
import { makeDataFolder, type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { adminSettings, loginAsClient, makeClients } from './crashDesk'
import { childrenOf, postmasterOf, signalAll } from './postgresProcesses'
import { type Posted, postReport } from './postReport'

/** What the issue grants: Vapi hears within this time, and is served again within it. */
const PATIENCE_MILLISECONDS = 5_000
const MAX_CONNECTIONS = 40

let desk: SpawnedDesk
let folder: { path: string; remove: () => Promise<void> }
let postgres: EmbeddedPostgres
let token = ''
let number = 0
/** How clients sign in: as people do, and as machines do. */
let credentials: Record<string, string>[] = []

const startDatabase = () =>
  startPostgres({ durable: false, folder: folder.path, maxConnections: MAX_CONNECTIONS })

beforeAll(async () => {
  folder = await makeDataFolder()
  postgres = await startDatabase()
  desk = await spawnDesk({
    env: {
      ...adminSettings,
      DATABASE_URL: postgres.url(),
      PAYLOAD_SECRET: 'a secret for tests only',
      // More than any client sends; still counted.
      WEBHOOK_CLIENT_LIMIT: '100000000',
    },
  })
  await untilOpen({ desk, seconds: 90 })
  const clients = await makeClients({ count: 3, url: desk.url })
  token = clients[0]?.token ?? ''
  const [session = {}, browser = {}, machine = {}] = await Promise.all(
    clients.map((_, number) => loginAsClient({ number, url: desk.url })),
  )
  const made = await asJSON<{ doc: { key: string } }>({
    body: { name: 'CRM' },
    headers: machine,
    url: `${desk.url}/api/api-keys`,
  })
  const cookie = `payload-token=${browser.authorization?.replace('JWT ', '')}`
  credentials = [session, { cookie }, { authorization: `Bearer ${made.body.doc.key}` }]
}, 200_000)

afterAll(async () => {
  if (desk?.child.exitCode === null) await desk.stop()
  await postgres?.stop()
  await folder?.remove()
}, 60_000)

const TEST = 'test'

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ application_name: TEST, connectionString: postgres.url() })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const query = async (...statements: string[]): Promise<void> => {
  const client = await connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

const processes = () => {
  const postmaster = postmasterOf(folder.path)
  return [postmaster, ...childrenOf(postmaster)]
}

const END_DESK_CONNECTIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name <> '${TEST}' and datname = current_database()`

/** Takes every connection there is; the desk's own are ended first, so that it needs new ones. */
const takeAllConnections = async (): Promise<pg.Client[]> => {
  const first = await connect()
  const taken = [first]
  await first.query(END_DESK_CONNECTIONS)
  for (let tries = 0; tries < 2 * MAX_CONNECTIONS; tries += 1) {
    const client = await connect().catch(() => undefined)
    if (client) taken.push(client)
    else {
      // The desk asks for work all the time, and may have been quicker.
      await first.query(END_DESK_CONNECTIONS)
      await sleep(20)
    }
  }
  return taken
}

const post = (): Promise<Posted> => {
  number += 1
  return postReport({ number, run: 1, token, url: desk.url })
}

/** More at once than the desk has connections. */
const SENDERS = 40

const wave = () => Promise.all(Array.from({ length: SENDERS }, post))

/** What clients ask for; `Accept` as a browser sends it where a person looks. */
const READS: { headers?: Record<string, string>; path: string; query?: string }[] = [
  { path: '/api/call-summaries' },
  { path: '/api/call-summaries/count' },
  { path: '/api/call-summaries/export?format=ndjson' },
  { path: '/api/users/me' },
  { path: '/api/api-keys' },
  { path: '/api/graphql', query: '{ CallSummaries { totalDocs } }' },
  { path: '/api/graphql', query: '{ meUser { user { id } } }' },
  { headers: { accept: 'text/html' }, path: '/api/users/me' },
]

type Told = { retryAfter: number; status: number; what: string }

/** As many at a time as one client may ask for. */
const AT_ONCE = 4

const readAs = async (credential: Record<string, string>): Promise<Told[]> => {
  const told: Told[] = []
  for (let at = 0; at < READS.length; at += AT_ONCE) {
    const answers = READS.slice(at, at + AT_ONCE).map(async ({ headers, path, query }) => {
      const answer = await asJSON({
        body: query && { query },
        headers: { ...credential, ...headers },
        url: `${desk.url}${path}`,
      })
      const retryAfter = Number(answer.headers.get('retry-after'))
      return { retryAfter, status: answer.status, what: `${path} ${query ?? ''}` }
    })
    told.push(...(await Promise.all(answers)))
  }
  return told
}

/**
 * Those that are not told to come again: 503, or 429 for who asks for many things at once while each
 * takes long. Reads of what the database does give may be answered.
 */
const wrongIn = (told: readonly Told[], reads: 'none' | 'some') =>
  told
    .filter(({ retryAfter, status }) => ![429, 503].includes(status) || !retryAfter)
    .filter(({ status }) => reads === 'none' || status !== 200)
    .map(({ status, what }) => `${status} ${what}`)

/** Each way in which a database fails: `fail` makes it so and returns what mends it. */
const FAILURES: {
  fail: () => Promise<() => Promise<unknown>>
  name: string
  /** Whether it still gives something to read. */
  reads: 'none' | 'some'
}[] = [
  {
    fail: async () => {
      await postgres.stop()
      return async () => {
        postgres = await startDatabase()
      }
    },
    name: 'is stopped',
    reads: 'none',
  },
  {
    fail: async () => {
      const frozen = processes()
      signalAll(frozen, 'SIGSTOP')
      return async () => signalAll([...frozen, ...processes()], 'SIGCONT')
    },
    name: 'hangs',
    reads: 'none',
  },
  {
    fail: async () => {
      const locker = await connect()
      await locker.query('begin; lock table call_summaries in access exclusive mode')
      return () => locker.end()
    },
    name: 'is slow, because somebody holds a lock',
    reads: 'some',
  },
  {
    fail: async () => {
      const taken = await takeAllConnections()
      return () => Promise.all(taken.map((client) => client.end()))
    },
    name: 'has no connection left',
    reads: 'none',
  },
  {
    fail: async () => {
      await query(
        'alter database desk set default_transaction_read_only = on',
        END_DESK_CONNECTIONS,
      )
      return () =>
        query(
          'begin read write; alter database desk reset default_transaction_read_only; commit',
          END_DESK_CONNECTIONS,
        )
    },
    name: 'is read-only',
    reads: 'some',
  },
  {
    fail: async () => {
      await query(
        `create function disk_full() returns trigger language plpgsql as
          $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`,
        'create trigger disk_full before insert on call_summaries execute function disk_full()',
      )
      return () => query('drop trigger disk_full on call_summaries', 'drop function disk_full()')
    },
    name: 'has a full disk',
    reads: 'some',
  },
]

describe.each(FAILURES)('while the database $name', { timeout: 120_000 }, ({ fail, reads }) => {
  it('answers 503 in time, lives on, and serves again by itself', async () => {
    expect((await wave()).map(({ status }) => status)).toEqual(Array(SENDERS).fill(200))

    const mend = await fail()
    let mended = false
    try {
      const first = wave()
      await sleep(1_000)
      const answers = (await Promise.all([first, wave()])).flat()
      const wrong = answers.filter(
        ({ milliseconds, retryAfter, status }) =>
          status !== 503 || !Number(retryAfter) || milliseconds > PATIENCE_MILLISECONDS,
      )
      expect(wrong).toEqual([])
      // Never 403, which a machine takes for a revoked key.
      const told = await Promise.all(credentials.map(readAs))
      expect(wrongIn(told.flat(), reads)).toEqual([])

      await mend()
      mended = true
    } finally {
      if (!mended) await mend()
    }

    const start = performance.now()
    let status: number | null = null
    while (status !== 200 && performance.now() - start < 30_000) {
      const answer = await post()
      status = answer.status
      if (status !== 200) await sleep(100)
    }
    expect(desk.child.exitCode).toBeNull()
    expect(status).toBe(200)
    expect(performance.now() - start).toBeLessThan(PATIENCE_MILLISECONDS)
  })
})
