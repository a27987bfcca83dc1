import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { visitor } from '../../../src/audit/actor'
import { newHead } from '../../../src/audit/log'
import {
  type Claimed,
  claimDue,
  finish,
  giveBack,
  LEASE_MS,
  retryDead,
} from '../../../src/notify/queue'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

const client = '0198c9a2-0000-7000-8000-000000000001'

let database: TestDatabase
let sql: pg.Pool

/**
 * Queues so many notifications, the first one due for the longest. All of them a second ago: stored to
 * the millisecond, now may lie ahead.
 */
const queue = (
  count: number,
  { channel = 'email', due = "interval '-1 second'", state = 'waiting' } = {},
) =>
  sql.query(
    `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
     select uuidv7(), $1::uuid, $3::enum_notifications_channel, 'call',
       $4::enum_notifications_state, 'call-' || n,
       now() + ${due} - ($2::int - n) * interval '1 second'
     from generate_series(1, $2::int) n`,
    [client, count, channel, state],
  )

const rows = async () =>
  (
    await sql.query<{
      attempts: string
      due_at: Date
      first_tried_at: Date | null
      lease: null | string
      problem: null | string
      provider_id: null | string
      sent_at: Date | null
      state: string
      vapi_call_id: string
    }>('select * from notifications order by due_at')
  ).rows

const claim = (limit = 4, channel: 'email' | 'sms' = 'email') =>
  claimDue({ channel, limit, pool: sql })

const one = async (): Promise<Claimed> => {
  const [claimed] = await claim(1)
  if (!claimed) throw new Error('Nothing was claimed')
  return claimed
}

const lapse = () =>
  sql.query(`update notifications set leased_until = now() - interval '1 second'
    where state = 'sending'`)

const SENT = { problem: null, providerID: 'p1', state: 'sent' } as const

beforeAll(async () => {
  database = await createTestDatabase()
  sql = new pg.Pool({ connectionString: database.url, max: 10 })
  await sql.query(
    `insert into users (id, email, phone, timezone, quiet_from, email_digest)
     values ($1, 'client@desk.test', '+12025550146', 'Europe/Berlin', '21:00', null)`,
    [client],
  )
})

beforeEach(() => sql.query('truncate notifications'))

afterAll(async () => {
  await sql.end()
  await database.drop()
})

describe('claiming', () => {
  it('takes what is due the longest first, of one channel, and says whom it is for', async () => {
    await queue(3)
    await queue(1, { channel: 'sms' })
    await sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id) values (gen_random_uuid(), $1, 'call-1')`,
      [client],
    )
    const claimed = await claim(2)
    expect(claimed.map(({ vapiCallID }) => vapiCallID)).toEqual(['call-1', 'call-2'])
    expect(claimed[0]).toMatchObject({
      attempts: 1,
      channel: 'email',
      client: {
        emailDigest: 'each',
        emailNotifications: true,
        isActive: true,
        phone: '+12025550146',
        quiet: { from: '21:00', timeZone: 'Europe/Berlin', until: null },
        smsNotifications: false,
      },
      clientID: client,
      kind: 'call',
    })
    expect(claimed[0]?.callSummaryID).toMatch(/^[0-9a-f-]{36}$/)
    expect(claimed[1]?.callSummaryID).toBe(null)
    await sql.query('delete from call_summaries')
  })

  it('leaves alone what is due later, done, given up, or held', async () => {
    await queue(2, { due: "interval '1 hour'" })
    for (const state of ['sent', 'not_needed', 'dead']) {
      await sql.query('update notifications set state = $1::enum_notifications_state', [state])
      await sql.query(`update notifications set due_at = now() - interval '1 hour'`)
      expect(await claim()).toEqual([])
    }
    await sql.query(
      `update notifications set state = 'waiting', due_at = now() - interval '1 second'`,
    )
    expect(await claim()).toHaveLength(2)
    expect(await claim()).toEqual([])
  })

  it('gives each to one of many who ask at once', async () => {
    await queue(200)
    const claims = await Promise.all(Array.from({ length: 80 }, () => claim(4)))
    const ids = claims.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    while ((await claim(50)).length > 0);
    expect(new Set((await rows()).map(({ attempts }) => attempts))).toEqual(new Set(['1']))
  })

  it('passes over a row that somebody else holds, without waiting', async () => {
    await queue(2)
    const holder = await sql.connect()
    await holder.query('begin')
    await holder.query(`select 1 from notifications where vapi_call_id = 'call-1' for update`)
    expect((await claim()).map(({ vapiCallID }) => vapiCallID)).toEqual(['call-2'])
    await holder.query('rollback')
    holder.release()
  })

  it('takes up what a process held that has gone, once its lease has run out', async () => {
    await queue(1)
    const former = await one()
    expect(former.leasedUntil).toBeLessThanOrEqual(Date.now() + LEASE_MS)
    expect(LEASE_MS).toBeLessThan(60_000)
    await lapse()
    const claims = await Promise.all([claim(), claim(), claim()])
    const [next] = claims.flat()
    expect(claims.flat()).toHaveLength(1)
    expect(next).toMatchObject({ attempts: 2, firstTriedAt: former.firstTriedAt, id: former.id })

    expect(await finish(sql, former, { problem: 'Late.', state: 'dead' })).toBe(false)
    expect(next && (await finish(sql, next, SENT))).toBe(true)
    expect(await rows()).toMatchObject([{ problem: null, state: 'sent' }])
  })
})

describe('noting what became of it', () => {
  it('is done once, by who holds it', async () => {
    await queue(1)
    const claimed = await one()
    const notes = await Promise.all([1, 2, 3].map(() => finish(sql, claimed, SENT)))
    expect(notes.filter(Boolean)).toHaveLength(1)
    const [row] = await rows()
    expect(row).toMatchObject({ attempts: '1', lease: null, provider_id: 'p1', state: 'sent' })
    expect(row?.sent_at).toBeInstanceOf(Date)
  })

  it('takes an attempt back that was none, and remembers the first that was one', async () => {
    await queue(1)
    const dueAt = new Date(Date.now() + 60_000)
    const later = { dueAt, problem: null, state: 'waiting' } as const
    await finish(sql, await one(), { ...later, isAttempt: false })
    expect(await rows()).toMatchObject([
      { attempts: '0', due_at: dueAt, first_tried_at: null, sent_at: null, state: 'waiting' },
    ])
    const again = () => sql.query("update notifications set due_at = now() - interval '1 second'")
    await again()
    const first = await one()
    await finish(sql, first, { ...later, isAttempt: true, problem: 'Away.' })
    await again()
    await finish(sql, await one(), { ...later, isAttempt: false })
    expect(await rows()).toMatchObject([{ attempts: '1', first_tried_at: first.firstTriedAt }])
  })

  it('is tried again when the connection is lost, but not beyond the lease', async () => {
    await queue(1)
    const claimed = await one()
    const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
    const leasedUntil = Date.now() + 400
    await expect(finish(pool, { ...claimed, leasedUntil }, SENT)).rejects.toThrow()
    expect(Date.now()).toBeGreaterThan(leasedUntil - 200)
    await pool.end()
  })

  it('gives back what is not done, for another to take at once', async () => {
    await queue(2)
    const [first, second] = await claim()
    if (!first || !second) throw new Error('Nothing was claimed')
    await finish(sql, first, SENT)
    await giveBack(sql, [first.lease, second.lease])
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['sent', 'waiting'])
    expect(await claim()).toMatchObject([{ attempts: 2, id: second.id }])
    expect(await finish(sql, second, SENT)).toBe(false)
  })
})

describe('trying again what was given up', () => {
  it('is for those alone, once, however many ask', async () => {
    await queue(4)
    const [first, second] = await claim(2)
    if (!first || !second) throw new Error('Nothing was claimed')
    await finish(sql, first, { problem: 'Refused.', state: 'dead' })
    await finish(sql, second, SENT)
    const { rows: all } = await sql.query<{ id: string }>('select id from notifications')
    const ids = all.map(({ id }) => id)
    const db = drizzle(sql)
    const what = { action: 'notification_retried', collection: 'notifications' } as const
    const entry = { changes: null, head: newHead(visitor(), what), isSingle: false }
    const counts = await Promise.all([1, 2, 3, 4].map(() => retryDead({ db, entry, ids })))
    expect(counts.toSorted()).toEqual([0, 0, 0, 1])
    const { rows: told } = await sql.query('select label from audit_log_touched')
    expect(told).toEqual([{ label: first.vapiCallID }])
    const again = await claim(10)
    expect(again.map(({ vapiCallID }) => vapiCallID).sort()).toEqual(['call-1', 'call-3', 'call-4'])
    expect(again.every(({ attempts }) => attempts === 1)).toBe(true)
  })
})

describe('what was not sent because SMS was not set up', () => {
  it('is due once it is: of the last three days, and nothing else', async () => {
    const { sendUnsent } = await import('../../../src/notify/sms/notSetUp')
    const unsent = async (count: number, options: Parameters<typeof queue>[1]) => {
      await queue(count, { channel: 'sms', state: 'not_needed', ...options })
      await sql.query(`update notifications set vapi_call_id = id::text,
        problem = coalesce(problem, 'SMS is not set up.')`)
    }
    await unsent(2, {})
    await unsent(1, { due: "interval '-4 days'" })
    await unsent(1, { channel: 'email' })
    await unsent(1, { state: 'sent' })
    await queue(1, { channel: 'sms', state: 'not_needed' })
    expect(await sendUnsent(sql)).toBe(2)
    expect(await sendUnsent(sql)).toBe(0)
    expect((await rows()).filter(({ state }) => state === 'waiting')).toHaveLength(2)
    const claimed = await claim(4, 'sms')
    expect(claimed.map(({ attempts }) => attempts)).toEqual([1, 1])
  })
})
