import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPool } from '../../src/database/connection/pool'
import { withTurn } from '../../src/database/connection/turn'
import { type CrashClient, makeClients } from '../crash/crashDesk'
import { startLoad } from '../crash/load/startLoad'
import { untilAccepted } from '../crash/runCrashes'
import { verify } from '../crash/verify'
import type { SpawnedDesk } from '../helpers/spawnDesk'
import { type PostgresServer, startPrimary } from './postgresServer'
import { KNOWS_NAMES, startDesks, startPgBouncer } from './topology'

const cleanUp: (() => Promise<unknown>)[] = []

let clients: CrashClient[]
let desks: [SpawnedDesk, SpawnedDesk]
let pooled: string
let primary: PostgresServer

beforeAll(async () => {
  const programs = inject('programs')
  const made = await startPrimary(programs, { synchronous_standby_names: '' })
  cleanUp.push(made.remove)
  primary = made.server
  const bouncer = await startPgBouncer(programs, primary)
  cleanUp.push(bouncer.remove)
  pooled = bouncer.url
  const started = await startDesks({ DATABASE_POOLER: 'transaction', DATABASE_URL: pooled })
  cleanUp.push(started.stop)
  desks = started.desks
  clients = await makeClients({ count: 2, url: desks[0].url })
}, 200_000)

afterAll(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
}, 60_000)

const open = (pooler: boolean): pg.Pool => {
  const pool = createPool({ connectionString: pooled, max: 8 }, { pooler })
  cleanUp.push(() => pool.end())
  return pool
}

/** Runs statements of the same names on many connections, and counts what went wrong. */
const failuresWithNames = async (pool: pg.Pool): Promise<number> => {
  const statement = (number: number) => ({
    name: `answer_${number % 4}`,
    text: `select ${number % 4} + $1::int as sum`,
    values: [1],
  })
  const results = await Promise.allSettled(
    Array.from({ length: 400 }, (_, number) => pool.query(statement(number))),
  )
  return results.filter(({ status }) => status === 'rejected').length
}

describe('a desk behind PgBouncer in transaction mode', () => {
  it('lets one of two that start at once migrate an empty database', async () => {
    const client = new pg.Client({ connectionString: pooled })
    await client.connect()
    const { rows } = await client.query(
      'select name, count(*)::int from payload_migrations group by name having count(*) > 1',
    )
    expect(rows).toEqual([])
    const applied = await client.query('select 1 from payload_migrations')
    await client.end()
    expect(applied.rowCount).toBeGreaterThan(0)
  })

  it('stores every report once, from two desks under load', { timeout: 120_000 }, async () => {
    const loads = desks.map(({ url }) =>
      startLoad({ senders: 8, tokens: clients.map(({ token }) => token), url }),
    )
    for (const load of loads) await untilAccepted({ load, total: 400 })
    const [record, other] = await Promise.all(loads.map((load) => load.stop()))
    expect([record, other].map((each) => Object.keys(each?.statuses ?? {}))).toEqual([
      ['200'],
      ['200'],
    ])
    if (!record || !other) throw new Error('There is no record')
    // Both posted the same calls.
    const sum = (a: number[], b: number[]) =>
      Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0))
    const { violations } = await verify({
      clients,
      databaseURL: primary.url,
      record: { ...record, accepted: sum(record.accepted, other.accepted) },
    })
    expect(Object.entries(violations).filter(([, count]) => count > 0)).toEqual([])
    for (const desk of desks) expect(desk.output()).not.toMatch(/prepared statement|error/i)
  })

  it('shares notifications between two desks, each handled once', async () => {
    const sql = open(true)
    // No SMS is set up, so each is found not needed by the desk that has it.
    await sql.query(
      `with call as (
         insert into call_summaries (id, client_id, vapi_call_id, reported_at)
         select gen_random_uuid(), $1, 'shared-' || n, now() from generate_series(1, 200) n
         returning id, vapi_call_id
       ), on_sms as (update users set sms_notifications = true where id = $1)
       insert into notifications
         (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at)
       select gen_random_uuid(), $1, 'sms', 'call', 'waiting', id, vapi_call_id,
         now() + interval '1 second' from call`,
      [clients[0]?.id],
    )
    const states = async () => {
      const { rows } = await sql.query<{ attempts: string; lease: null; state: string }>(
        `select distinct state, attempts::text, lease from notifications
         where vapi_call_id like 'shared-%'`,
      )
      return rows
    }
    while ((await states()).some(({ state }) => /waiting|sending/.test(state))) await sleep(100)
    expect(await states()).toEqual([{ attempts: '1', lease: null, state: 'not_needed' }])
    for (const desk of desks) expect(desk.output()).not.toMatch(/prepared statement|error/i)
  })

  it('prepares no statement by name, which an older PgBouncer does not keep track of', async () => {
    expect(await failuresWithNames(open(true))).toBe(0)
    const failures = await failuresWithNames(open(false))
    const { pgbouncerVersion } = inject('programs')
    if (pgbouncerVersion >= KNOWS_NAMES) expect(failures).toBe(0)
    else expect(failures).toBeGreaterThan(0)
  })

  it('holds advisory locks as long as their transactions', async () => {
    const [first, second] = [open(true), open(true)]
    const turns: boolean[] = []
    const held = await withTurn({
      lock: 'retention',
      pool: first,
      work: async (client) => {
        const other = { lock: 'retention', pool: second, work: async () => undefined } as const
        turns.push((await withTurn(other)) !== null)
        await client.query('select 1')
      },
    })
    expect({ held: held !== null, turns }).toEqual({ held: true, turns: [false] })
    expect(
      await withTurn({ lock: 'retention', pool: second, work: async () => undefined }),
    ).not.toBeNull()
  })

  it('has the limits of its sessions from PgBouncer, and leaves none behind', async () => {
    const pool = open(true)
    const limits = async () => {
      const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
      const values = await Promise.all(
        names.map(async (name) => (await pool.query(`select current_setting('${name}')`)).rows[0]),
      )
      return values.map((row) => row?.current_setting)
    }
    const expected = ['1min', '5s', '1min']
    expect(await limits()).toEqual(expected)
    const client = await pool.connect()
    await client.query('begin; set local statement_timeout = 0')
    await client.query('commit')
    client.release()
    expect(await limits()).toEqual(expected)
  })
})
