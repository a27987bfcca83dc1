import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported, fill, linesOf, rowsOf } from '../../helpers/exports'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>

// 48 MB, far more than there is room for between two programs.
const CALLS = 8_000
const BYTES = 6_000

let desk: TestDesk
let client: Awaited<ReturnType<typeof makeClient>>
let byLogin: Headers
let root: Headers

/** An export that nobody reads on: the server goes no further than buffers reach. */
const stall = async (headers: Headers, query = 'format=ndjson') => {
  const url = `${desk.url}/api/call-summaries/export?${query}`
  // Not a connection that was used before: the system may have given it room for most of the file.
  const request = get(url, { agent: false, headers })
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  )
  return {
    abort: () => request.destroy(),
    finish: () => text(response),
    headers: response.headers,
    status: response.statusCode,
  }
}

const turns = async () => (await desk.sql.query('select * from export_turns')).rowCount

const untilNoTurn = () => vi.waitFor(async () => expect(await turns()).toBe(0), { timeout: 10_000 })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
})

beforeEach(async () => {
  // Cheaper than a delete: thousands a test add up for those who read all of them.
  await desk.sql.query('truncate call_summaries, export_turns cascade')
  client = await makeClient(desk.payload)
  byLogin = await desk.login(client)
  await fill(desk, { bytes: BYTES, client, count: CALLS })
})

afterAll(() => desk.stop())

describe('One export at a time', () => {
  it('is what a user gets, however many it asks for at once', async () => {
    const started = await Promise.all(Array.from({ length: 6 }, () => stall(byLogin)))
    const statuses = started.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 429, 429, 429, 429, 429])
    const refused = started.find(({ status }) => status === 429)
    expect(refused?.headers['retry-after']).toBe('10')
    expect(refused?.headers).not.toHaveProperty('content-disposition')

    const running = started.find(({ status }) => status === 200)
    expect(linesOf((await running?.finish()) ?? '')).toHaveLength(CALLS)
    expect(await turns()).toBe(0)
  })

  it('leaves other users alone', async () => {
    const mine = await stall(byLogin)
    const other = await makeClient(desk.payload)
    expect((await exported(desk, 'format=csv', await desk.login(other))).status).toBe(200)
    mine.abort()
  })

  it('is over when the reader leaves, and holds no connection', async () => {
    const { abort } = await stall(byLogin)
    abort()
    await untilNoTurn()
    const { pool } = desk.payload.db
    await vi.waitFor(() => expect(pool.idleCount).toBe(pool.totalCount), { timeout: 5_000 })
    expect((await exported(desk, 'format=csv', byLogin)).status).toBe(200)
  })

  it('is over a minute after its process died', async () => {
    const take = `insert into export_turns (user_id, holder, ends_at)
      values ($1, gen_random_uuid(), now() + $2::interval)
      on conflict (user_id) do update set ends_at = excluded.ends_at`
    await desk.sql.query(take, [client.id, '50 seconds'])
    expect((await exported(desk, 'format=csv', byLogin)).status).toBe(429)
    await desk.sql.query(take, [client.id, '-1 second'])
    expect((await exported(desk, 'format=csv', byLogin)).status).toBe(200)
  })

  it('ends also when it is refused, or asked for with HEAD', async () => {
    const refused = await exported(desk, 'format=csv&where[cost][exists]=true', byLogin)
    expect(refused.status).toBe(400)
    const url = `${desk.url}/api/call-summaries/export?format=csv`
    const head = await fetch(url, { headers: byLogin, method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    await untilNoTurn()
  })
})

describe('A slow reader', () => {
  it('is waited for: no more is read than it takes, and no connection is held', async () => {
    const execute = vi.spyOn(desk.payload.db.drizzle, 'execute')
    const { finish } = await stall(byLogin)
    const reads = () => execute.mock.calls.length
    const readsLater = async () => {
      const before = reads()
      await sleep(700)
      return reads() - before
    }
    await vi.waitFor(async () => expect(await readsLater()).toBe(0), { timeout: 20_000 })
    const { pool } = desk.payload.db
    expect(pool.idleCount).toBe(pool.totalCount)
    const early = reads()

    expect(linesOf(await finish())).toHaveLength(CALLS)
    expect(early).toBeGreaterThan(0)
    expect(early).toBeLessThan(reads() / 2)
    execute.mockRestore()
  })

  it('gets each call once, whatever is reported, changed and deleted meanwhile', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from call_summaries where client_id = $1 order by id',
      [client.id],
    )
    const { finish } = await stall(byLogin)
    await fill(desk, { client, count: 500, name: 'late' })
    await desk.sql.query(
      'update call_summaries set reported_at = now(), started_at = now() where client_id = $1',
      [client.id],
    )
    // The first to arrive come last, so they are still to be read, as most of a batch or all of it.
    const gone = rows.slice(0, 1_700).map(({ id }) => id)
    await desk.sql.query('delete from call_summaries where id = any($1::uuid[])', [gone])

    const lines = linesOf(await finish())
    const wanted = rows.slice(1_700).map(({ id }) => id)
    expect(lines.map(({ id }) => id)).toEqual(wanted.reverse())
  })

  it('gets huge calls few at a time', async () => {
    await desk.sql.query(
      `update call_summaries set transcript = repeat('Hello, who is there? ', 30000)
       where id in (select id from call_summaries where client_id = $1 order by id desc limit 30)`,
      [client.id],
    )
    const execute = vi.spyOn(desk.payload.db.drizzle, 'execute')
    const { text } = await exported(desk, 'format=csv&select[transcript]=true', byLogin)
    const rows = rowsOf(text)
    expect([rows.length, rows.filter(({ transcript }) => transcript).length]).toEqual([CALLS, 30])
    // 630 kB each, 2 MB at a time.
    expect(execute.mock.calls.length).toBeGreaterThan(30 / 4)
    execute.mockRestore()
  })
})

describe('An export under way stops', () => {
  const isCut = (finish: () => Promise<string>) =>
    expect(finish().then(({ length }) => length)).rejects.toThrow('aborted')

  it('when the client is deactivated', async () => {
    const { finish } = await stall(byLogin)
    await asJSON({
      body: { isActive: false },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    await isCut(finish)
    await untilNoTurn()
  })

  it('when the key is revoked', async () => {
    const url = `${desk.url}/api/api-keys`
    const made = await asJSON<{ doc: { id: string; key: string } }>({
      body: { name: 'CRM' },
      headers: byLogin,
      url,
    })
    const { finish } = await stall({ authorization: `Bearer ${made.body.doc.key}` }, 'format=csv')
    await asJSON({ headers: byLogin, method: 'POST', url: `${url}/${made.body.doc.id}/revoke` })
    await isCut(finish)
  })

  it('when staff lose the right to it', async () => {
    const staff = await makeStaff(desk.payload, ['call-summaries.view', 'users.view'])
    const { finish } = await stall(await desk.login(staff))
    await asJSON({
      body: { groups: [] },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/users/${staff.id}`,
    })
    await isCut(finish)
  })

  it('when staff lose the right to a part of it', async () => {
    const staff = await makeStaff(desk.payload, ['call-summaries.view', 'users.view'])
    const { finish } = await stall(await desk.login(staff))
    const group = staff.groups?.[0]
    await asJSON({
      body: { permissions: ['call-summaries.view'] },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/groups/${typeof group === 'object' ? group.id : group}`,
    })
    await isCut(finish)
  })
})
