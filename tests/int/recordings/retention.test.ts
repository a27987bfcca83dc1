import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCipher } from '../../../src/payload/cipher'
import type { User } from '../../../src/payload-types'
import { recordingsNotice } from '../../../src/server/recordingsNotice'
import { rotateSecret } from '../../../src/server/rotateSecret/rotate'
import { readSettings } from '../../../src/settings/settings'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient } from '../../helpers/people'
import { keep, makeCall } from './keptCalls'

let desk: TestDesk
let client: User
let strict: User
let dataDir: string

const keptFor = async (clientID: string, days: number): Promise<string> => {
  const { id, vapiCallID } = await makeCall(desk, clientID)
  await keep(desk, { clientID, vapiCallID })
  await desk.sql.query(
    'update recordings set kept_at = now() - make_interval(days => $2, mins => 1) where call_summary_id = $1',
    [id, days],
  )
  return id
}

const ids = async (): Promise<Set<string>> => {
  const { rows } = await desk.sql.query<{ id: string }>(
    'select call_summary_id as id from recordings',
  )
  return new Set(rows.map(({ id }) => id))
}

const removeOld = async (days: number): Promise<number> => {
  const retention = await import('../../../src/recordings/retention/removeOld')
  const { pool } = desk.payload.db
  return retention.removeOld({ days, pool, signal: AbortSignal.timeout(30_000) })
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'retention-'))
  desk = await createTestDesk({ env: { DATA_DIR: dataDir } })
  client = await makeClient(desk.payload)
  strict = await makeClient(desk.payload, { recordingRetentionDays: 7 })
})

afterAll(async () => {
  await desk.stop()
  await rm(dataDir, { force: true, recursive: true })
})

describe('recordings that were kept long enough', () => {
  it('are deleted by the days of the client, else of the desk, and their calls stay', async () => {
    const young = await keptFor(client.id, 29)
    const old = await keptFor(client.id, 30)
    const strictYoung = await keptFor(strict.id, 6)
    const strictOld = await keptFor(strict.id, 7)
    expect(await removeOld(30)).toBe(2)
    expect(await ids()).toEqual(new Set([young, strictYoung]))
    const { rowCount } = await desk.sql.query(
      'select 1 from call_summaries where id = any($1::uuid[])',
      [[young, old, strictYoung, strictOld]],
    )
    expect(rowCount).toBe(4)
    const { rowCount: left } = await desk.sql.query(
      'select 1 from recording_leftovers where due_at <= now()',
    )
    expect(left).toBe(2)
  })

  it('are all kept with 0 days, but those of clients with days of their own', async () => {
    const old = await keptFor(client.id, 3_000)
    const strictOld = await keptFor(strict.id, 8)
    expect(await removeOld(0)).toBe(1)
    const left = await ids()
    expect(left.has(old)).toBe(true)
    expect(left.has(strictOld)).toBe(false)
  })

  it('are deleted once when several processes do it', async () => {
    await removeOld(30)
    for (let at = 0; at < 5; at += 1) await keptFor(client.id, 40)
    const counts = await Promise.all([removeOld(30), removeOld(30), removeOld(30)])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5)
  })
})

describe('files whose storage cannot be reached', () => {
  it('are tried again later, and the others are deleted', async () => {
    const { removeLeftovers } = await import('../../../src/recordings/retention/removeLeftovers')
    const { diskStore } = await import('../../../src/recordings/store/diskStore')
    const { pool } = desk.payload.db
    await desk.sql.query('delete from recording_leftovers')
    await desk.sql.query(
      `insert into recording_leftovers (name, store, due_at) values ($1, 's3', now()), ($2, 'disk', now())`,
      ['aa'.repeat(32), 'bb'.repeat(32)],
    )
    const errors: unknown[] = []
    const removed = await removeLeftovers({
      onError: (error) => errors.push(error),
      pool,
      signal: AbortSignal.timeout(10_000),
      storeFor: (kind) =>
        kind === 's3' ? null : diskStore({ folder: join(dataDir, 'recordings') }),
    })
    expect(removed).toBe(1)
    expect(errors).toHaveLength(1)
    const { rows } = await desk.sql.query(
      'select store, due_at > now() as later from recording_leftovers',
    )
    expect(rows).toEqual([{ later: true, store: 's3' }])
  })
})

describe('many files that are to be deleted', () => {
  const fill = (store: 'disk' | 's3', count: number) =>
    desk.sql.query(
      `insert into recording_leftovers (name, store, due_at)
       select encode(sha256(($1 || n)::bytea), 'hex'), $1, now() - interval '1 minute' from generate_series(1, $2::int) as n`,
      [store, count],
    )
  const left = async () =>
    (
      await desk.sql.query(
        'select count(*)::int as n from recording_leftovers where due_at <= now()',
      )
    ).rows[0]?.n
  const asked = async (remove: () => Promise<void>) => {
    const { removeLeftovers } = await import('../../../src/recordings/retention/removeLeftovers')
    let count = 0
    const removed = await removeLeftovers({
      onError: () => undefined,
      pool: desk.payload.db.pool,
      signal: AbortSignal.timeout(30_000),
      storeFor: (kind) => ({
        kind,
        put: () => Promise.reject(new Error('Nothing is kept here')),
        read: () => Promise.resolve(null),
        remove: () => {
          count += 1
          return remove()
        },
      }),
    })
    return { count, removed }
  }

  it('go in one run, as when a client with all its calls is deleted', async () => {
    await desk.sql.query('delete from recording_leftovers')
    await fill('disk', 450)
    expect(await asked(() => Promise.resolve())).toEqual({ count: 450, removed: 450 })
    expect(await left()).toBe(0)
  })

  it('are not all asked for at a storage that does not answer', async () => {
    await fill('s3', 50)
    expect(await asked(() => Promise.reject(new Error('No answer')))).toEqual({
      count: 5,
      removed: 0,
    })
    // The others come next: none stands in their way.
    expect(await left()).toBe(45)
    await desk.sql.query('delete from recording_leftovers')
  })
})

describe('how much room a month of recordings takes', () => {
  it('is known from the calls of the last 30 days', async () => {
    const { bytesPerMonth } = await import('../../../src/recordings/keep/estimate')
    const { pool } = desk.payload.db
    const other = await makeClient(desk.payload)
    expect(await bytesPerMonth(pool, other.id)).toBe(0)
    await makeCall(desk, other.id)
    const old = await makeCall(desk, other.id)
    await desk.sql.query(
      `update call_summaries set reported_at = now() - interval '31 days' where id = $1`,
      [old.id],
    )
    await makeCall(desk, other.id, { isTest: true })
    // A minute as Vapi records it.
    expect(await bytesPerMonth(pool, other.id)).toBe(1_920_000)
    expect(await bytesPerMonth(pool, null)).toBeGreaterThan(1_920_000)
  })
})

describe('the secret of the desk', () => {
  it('is replaced without touching a file', async () => {
    const id = await keptFor(client.id, 1)
    const wrapped = async () => {
      const { rows } = await desk.sql.query<{ key: string }>(
        'select wrapped_key as key from recordings where call_summary_id = $1',
        [id],
      )
      return rows[0]?.key ?? ''
    }
    const before = await wrapped()
    const database = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await database.connect()
    const [from, to] = [
      createCipher(desk.payload.config.secret),
      createCipher('another secret 0123'),
    ]
    await rotateSecret({ client: database, from, to })
    const after = await wrapped()
    expect(after).not.toBe(before)
    expect(to.decrypt(after)).toBe(from.decrypt(before))
    await rotateSecret({ client: database, from: to, to: from })
    await database.end()
  })
})

describe('the start of a desk', () => {
  it('names the settings that several servers need, once recordings are kept on this machine', async () => {
    const { pool } = desk.payload.db
    const own = readSettings({ DATA_DIR: dataDir, DATABASE_URL: 'postgres://db' })
    expect(await recordingsNotice(pool, own)).toContain('RECORDINGS_S3_')
    expect(await recordingsNotice(pool, readSettings({ DATA_DIR: dataDir }))).toBe(null)
    await desk.sql.query('delete from recordings')
    expect(await recordingsNotice(pool, own)).toBe(null)
    await desk.sql.query('update desk set keep_recordings = true')
    expect(await recordingsNotice(pool, own)).toContain(join(dataDir, 'recordings'))
  })
})
