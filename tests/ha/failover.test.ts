import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type CrashClient, makeClients } from '../crash/crashDesk'
import { type Load, startLoad } from '../crash/load/startLoad'
import { postReport } from '../crash/postReport'
import { untilAccepted } from '../crash/runCrashes'
import { verify } from '../crash/verify'
import type { SpawnedDesk } from '../helpers/spawnDesk'
import { type PostgresServer, startPrimary, startStandby } from './postgresServer'
import { KNOWS_NAMES, startDesks, startNginx, startPgBouncer } from './topology'

/** How many calls the promoted server has. */
const count = async (): Promise<number> => {
  const client = new pg.Client({ connectionString: standby.url })
  await client.connect()
  const { rows } = await client.query<{ count: string }>('select count(*) from call_summaries')
  await client.end()
  return Number(rows[0]?.count)
}

const cleanUp: (() => Promise<unknown>)[] = []
const later = <T extends { remove: () => Promise<unknown> }>(made: T): T => {
  cleanUp.push(made.remove)
  return made
}

let clients: CrashClient[]
let desks: [SpawnedDesk, SpawnedDesk]
let load: Load
let primary: PostgresServer
let proxy: { url: string }
let standby: PostgresServer

beforeAll(async () => {
  const programs = inject('programs')
  primary = later(await startPrimary(programs)).server
  standby = later(await startStandby(programs, primary)).server
  const bouncers = [
    later(await startPgBouncer(programs, primary)),
    later(await startPgBouncer(programs, standby)),
  ]
  const servers = bouncers.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const started = await startDesks({
    DATABASE_REPLICA_URLS: bouncers[1]?.url ?? '',
    DATABASE_URL: `postgres://desk:desk-of-tests@${servers}/desk?target_session_attrs=read-write`,
    ...(programs.pgbouncerVersion < KNOWS_NAMES ? { DATABASE_POOLER: 'transaction' } : {}),
  })
  cleanUp.push(started.stop)
  desks = started.desks
  proxy = later(await startNginx(programs, [desks[0].url, desks[1].url]))
  clients = await makeClients({ count: 4, url: proxy.url })
}, 200_000)

afterAll(async () => {
  await load?.kill()
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
}, 60_000)

describe('two desks behind nginx, PgBouncer, a primary and its synchronous standby', () => {
  it('lose nothing that was answered 2xx when the primary dies, and find the new one within 10 s', {
    timeout: 120_000,
  }, async () => {
    expect(await primary.sql('select sync_state from pg_stat_replication')).toBe('sync')
    const tokens = clients.map(({ token }) => token)
    load = startLoad({ senders: 16, tokens, url: proxy.url })
    await untilAccepted({ load, total: 500 })

    await primary.kill()
    const start = Date.now()
    await standby.promote()
    const before = load.progress().accepted
    await untilAccepted({ load, total: before + 100 })
    const milliseconds = Date.now() - start
    await sleep(1_000)

    const record = await load.stop()
    for (const { child } of desks) expect(child.exitCode).toBeNull()
    expect(milliseconds).toBeLessThan(10_000)
    const { acknowledged, violations } = await verify({
      clients,
      databaseURL: standby.url,
      record,
    })
    // What the proxy passed on to the second desk, and a sender who gave up, may be there as well.
    const { 'body beyond what was sent': _, ...others } = violations
    expect(Object.entries(others).filter(([, count]) => count > 0)).toEqual([])
    expect(acknowledged).toBeGreaterThan(500)
  })

  it('stay with the new primary when the old one comes back', async () => {
    const before = await count()
    await primary.start()
    // Which would take writes, had it not lost its standby.
    expect(await primary.sql('select pg_is_in_recovery()')).toBe('f')
    for (const desk of desks) {
      for (let number = 1; number <= 10; number += 1) {
        const run = desk === desks[0] ? 2 : 3
        const token = clients[0]?.token ?? ''
        const { status } = await postReport({ number, run, token, url: desk.url })
        expect(status).toBe(200)
      }
    }
    expect(await count()).toBe(before + 20)
  })
})
