import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withDeadline } from '../../src/database/connection/deadline'
import { createPool } from '../../src/database/connection/pool'
import { childrenOf, postmasterOf, signalAll } from '../crash/postgresProcesses'
import { type PostgresServer, startPrimary, startStandby } from './postgresServer'

const cleanUp: (() => Promise<unknown>)[] = []

let primary: PostgresServer
let standby: PostgresServer

beforeAll(async () => {
  const programs = inject('programs')
  const made = await startPrimary(programs)
  cleanUp.push(made.remove)
  primary = made.server
  const cloned = await startStandby(programs, primary)
  cleanUp.push(cloned.remove)
  standby = cloned.server
}, 60_000)

afterAll(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
}, 60_000)

const hosts = (...servers: PostgresServer[]) =>
  `postgres://desk:desk-of-tests@${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}/desk?target_session_attrs=read-write`

const open = (...servers: PostgresServer[]) => {
  const pool = createPool(
    { connectionString: hosts(...servers), connectionTimeoutMillis: 4_000, max: 10 },
    { pooler: false },
  )
  cleanUp.push(() => pool.end())
  return pool
}

const END_CONNECTIONS =
  "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'desk'"
const WHERE = 'select inet_server_port() as port'

describe('a pool of several servers', () => {
  it.each(['first', 'last'])('connects to the primary when it is named %s', async (place) => {
    const pool = place === 'first' ? open(primary, standby) : open(standby, primary)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => pool.query<{ port: number }>(WHERE)),
    )
    expect(new Set(answers.map(({ rows }) => rows[0]?.port))).toEqual(new Set([primary.port]))
  })

  it('says so when none takes writes', async () => {
    await expect(open(standby, standby).query(WHERE)).rejects.toThrow('takes writes')
  })

  it('leaves a primary that hangs for the one that was promoted', { timeout: 60_000 }, async () => {
    const pool = open(primary, standby)
    await Promise.all(Array.from({ length: 10 }, () => pool.query('select pg_sleep(0.2)')))
    expect(pool.totalCount).toBe(10)

    const frozen = [postmasterOf(primary.folder)]
    frozen.push(...childrenOf(frozen[0] ?? 0))
    signalAll(frozen, 'SIGSTOP')
    try {
      await standby.promote()
      const start = Date.now()
      let port: number | undefined
      while (port === undefined && Date.now() - start < 20_000) {
        // As a report does, which has 4 s.
        const answer = await withDeadline(pool, Date.now() + 4_000)
          .query<{ port: number }>({ text: WHERE, values: [] })
          .catch(() => undefined)
        port = answer?.rows[0]?.port
      }
      expect(port).toBe(standby.port)
      expect(Date.now() - start).toBeLessThan(10_000)
      // Not one connection by one.
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => pool.query<{ port: number }>(WHERE)),
      )
      expect(new Set(answers.map(({ rows }) => rows[0]?.port))).toEqual(new Set([standby.port]))
    } finally {
      signalAll(frozen, 'SIGCONT')
    }
  })

  it('stays with the one that was promoted when the former one is back', async () => {
    await primary.kill()
    await primary.start()
    expect(await primary.sql('show transaction_read_only')).toBe('off')
    // New ones, and old ones that are made again.
    for (const pool of [open(primary, standby), open(standby, primary)]) {
      for (let round = 0; round < 5; round += 1) {
        const { rows } = await pool.query<{ port: number }>(WHERE)
        expect(rows[0]?.port).toBe(standby.port)
        await standby.sql(END_CONNECTIONS)
        while (pool.totalCount > 0) await sleep(10)
      }
      await standby.stop()
      // Refused, or none takes writes: both say that the database is away.
      await expect(pool.query(WHERE)).rejects.toThrow(/takes writes|ECONNREFUSED/)
      await standby.start()
    }
  })
})
