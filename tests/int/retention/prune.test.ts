import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTurn } from '../../../src/database/connection/turn'
import { prune } from '../../../src/retention/prune'
import { startRetentionLoop } from '../../../src/retention/startRetentionLoop'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

let database: TestDatabase
let sql: pg.Pool
const errors: unknown[] = []

const client = '0198c9a2-0000-7000-8000-000000000001'

/** Deliveries with their summaries, one a minute, the last one so many days old. */
const insert = (count: number, ageDays: number, state = 'stored') =>
  sql.query(
    `with made as (
       select uuidv7() as delivery, uuidv7() as summary, n from generate_series(1, $2::int) n
     ), summaries as (
       insert into call_summaries (id, client_id, vapi_call_id, reported_at)
       select summary, $1::uuid, summary::text, now() from made
     )
     insert into webhook_deliveries (id, client_id, state, body, call_summary_id, received_at)
     select delivery, $1::uuid, $4::enum_webhook_deliveries_state, '{}', summary,
       now() - make_interval(days => $3::int, mins => n) from made`,
    [client, count, ageDays, state],
  )

const count = async (table: 'call_summaries' | 'webhook_deliveries', where = 'true') => {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*)::int as n from ${table} where ${where}`,
  )
  return rows[0]?.n
}

const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await sleep(5)
}

const start = (options: { batchRows?: number; days?: number; pool?: pg.Pool } = {}) =>
  startRetentionLoop({
    days: 90,
    firstRunMs: 0,
    onDeleted: () => undefined,
    onError: (error) => errors.push(error),
    pool: sql,
    ...options,
  })

beforeAll(async () => {
  database = await createTestDatabase()
  sql = new pg.Pool({ connectionString: database.url, max: 6 })
  await sql.query(`insert into users (id, email) values ($1, 'client@desk.test')`, [client])
})

beforeEach(async () => {
  errors.length = 0
  await sql.query('truncate webhook_deliveries, call_summaries cascade')
})

afterAll(async () => {
  await sql.end()
  await database.drop()
})

describe('pruning deliveries', () => {
  it('deletes old ones in batches, those that need review too, and keeps young ones and summaries', async () => {
    await insert(23, 91)
    await insert(4, 91, 'needs_review')
    await insert(5, 88)
    const batches: number[] = []
    const deleted = await prune({
      batchRows: 10,
      days: 90,
      pause: async (tookMs) => void batches.push(tookMs),
      pool: sql,
    })
    expect(deleted).toBe(27)
    expect(batches).toHaveLength(2)
    expect(await count('webhook_deliveries')).toBe(5)
    expect(await count('call_summaries')).toBe(32)
  })

  it('gets past many that came at the same moment', async () => {
    await insert(30, 91)
    await sql.query(`update webhook_deliveries set received_at = now() - interval '91 days'`)
    expect(await prune({ batchRows: 7, days: 90, pool: sql })).toBe(30)
  })

  it('neither waits for a delivery that somebody holds nor deletes it', async () => {
    await insert(12, 91)
    const holder = await sql.connect()
    await holder.query('begin')
    const { rows } = await holder.query<{ id: string }>(
      'select id from webhook_deliveries limit 1 for update',
    )
    expect(await prune({ batchRows: 5, days: 90, pool: sql })).toBe(11)
    await holder.query('commit')
    holder.release()
    expect(await count('webhook_deliveries', `id = '${rows[0]?.id}'`)).toBe(1)
  })

  it('does not collide when two prune the same rows at once', async () => {
    await insert(400, 91)
    const [one, other] = await Promise.all([
      prune({ batchRows: 20, days: 90, pool: sql }),
      prune({ batchRows: 20, days: 90, pool: sql }),
    ])
    expect(one + other + ((await count('webhook_deliveries')) ?? 0)).toBe(400)
    await prune({ days: 90, pool: sql })
    expect(await count('webhook_deliveries')).toBe(0)
  })
})

describe('keeping the retention', () => {
  it('leaves the work to the process whose turn it is', async () => {
    await insert(3, 91)
    const turns: boolean[] = []
    const mine = await withTurn({
      lock: 'retention',
      pool: sql,
      work: async (client) => {
        const other = { lock: 'retention', pool: sql, work: async () => undefined } as const
        turns.push((await withTurn(other)) !== null)
        await client.query('select 1')
      },
    })
    expect([mine !== null, ...turns]).toEqual([true, false])
    expect(
      await withTurn({ lock: 'retention', pool: sql, work: async () => undefined }),
    ).not.toBeNull()
  })

  it('prunes from two processes with nothing lost, doubled or complained about', async () => {
    await insert(60, 91)
    await insert(5, 1)
    const stops = [start({ batchRows: 20 }), start({ batchRows: 20 })]
    await until(async () => (await count('webhook_deliveries')) === 5)
    await Promise.all(stops.map((stop) => stop()))
    expect(errors).toEqual([])
    expect(await count('call_summaries')).toBe(65)
  })

  it('stops in the middle: whole batches are gone, every connection is given back', async () => {
    await insert(200, 91)
    const pool = new pg.Pool({ connectionString: database.url, max: 3 })
    const stop = start({ batchRows: 10, pool })
    await until(async () => (await count('webhook_deliveries')) !== 200)
    await stop()
    const left = (await count('webhook_deliveries')) ?? 0
    expect(left).toBeGreaterThan(0)
    expect(left % 10).toBe(0)
    expect(pool.idleCount).toBe(pool.totalCount)
    await pool.end()
    expect(await count('webhook_deliveries')).toBe(left)
    expect(errors).toEqual([])
  })

  it('stops before its first run, and does nothing at all when everything is kept', async () => {
    await insert(3, 9_000)
    await startRetentionLoop({
      days: 90,
      onDeleted: () => undefined,
      onError: () => undefined,
      pool: sql,
    })()
    await start({ days: 0 })()
    expect(await count('webhook_deliveries')).toBe(3)
  })

  it('survives the loss of its connections, and says so', async () => {
    await insert(2_000, 91)
    const pool = new pg.Pool({ connectionString: database.url, max: 3 })
    pool.on('error', () => undefined)
    pool.on('connect', (each) => each.on('error', () => undefined))
    const stop = start({ batchRows: 10, pool })
    await until(async () => (await count('webhook_deliveries')) !== 2_000)
    // A connection holds the lock for a batch only, so it takes some tries to meet one.
    while (errors.length === 0) {
      await sql.query(
        `select pg_terminate_backend(l.pid) from pg_locks l
         where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())`,
      )
    }
    await stop()
    await pool.end()
    expect(await count('webhook_deliveries')).toBeGreaterThan(0)
  })
})
