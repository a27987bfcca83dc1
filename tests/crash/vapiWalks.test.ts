import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON, login } from '../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import { adminSettings, makeClients } from './crashDesk'

/** Calls of nobody: four pages of the list. */
const STRANGERS = 330
const MISSING = 4

let database: TestDatabase
let vapi: FakeVapi
const desks: SpawnedDesk[] = []

const open = async (): Promise<SpawnedDesk> => {
  const desk = await spawnDesk({
    env: {
      ...adminSettings,
      ...vapi.env,
      DATABASE_URL: database.url,
      PAYLOAD_SECRET: 'a secret for tests only',
    },
  })
  desks.push(desk)
  await untilOpen({ desk, seconds: 90 })
  return desk
}

beforeAll(async () => {
  database = await createTestDatabase()
  vapi = await startFakeVapi()
})

afterAll(async () => {
  for (const desk of desks) if (desk.child.exitCode === null) await desk.stop('SIGKILL')
  await database.drop()
  await vapi.stop()
})

/** The leases of the process that died pass, and what it was at may be tried again. */
const letTimePass = async () => {
  await database.sql.query('update vapi_walks set leased_until = now(), due_at = null')
  await database.sql.query('update vapi_turns set leased_until = now()')
  await database.sql.query('update vapi_calls set fill_at = null')
}

const walkNow = async () => {
  const { rows } = await database.sql.query<{
    calls: number
    requests: number
    started_at: Date
    state: string
  }>(`select * from vapi_walks where kind = 'whole'`)
  return rows[0]
}

const statesNow = async () => {
  const { rows } = await database.sql.query<{ calls: number; state: string }>(
    'select state, count(*)::int as calls from vapi_calls group by state',
  )
  return Object.fromEntries(rows.map(({ calls, state }) => [state, calls]))
}

describe('a walk over calls at Vapi whose process is killed', { timeout: 240_000 }, () => {
  it('is continued by another process where it was, and each missing call is fetched once', async () => {
    const org = vapi.addOrg()
    const now = vapi.clock.now()
    const assistant = org.addAssistant()
    const missing = Array.from({ length: MISSING }, (_, index) =>
      org.addCall({ assistantId: assistant.id, endedAt: now - (20 + index) * 60_000 }),
    )
    for (let index = 0; index < STRANGERS; index += 1) {
      org.addCall({ createdAt: now - 7_200_000 - index, recording: null })
    }
    let lists = 0
    let hungFetches = 0
    let hangs: 'fetch' | 'list' | null = 'list'
    org.modes.fault = ({ path, query }) => {
      if (path === '/call' && query.has('createdAtLe')) {
        lists += 1
        if (hangs === 'list' && lists === 3) return 'hang'
      }
      if (hangs === 'fetch' && path === `/call/${missing[1]?.id}`) {
        hungFetches += 1
        return 'hang'
      }
      return undefined
    }

    const first = await open()
    const [client] = await makeClients({ count: 1, url: first.url })
    const account = randomUUID()
    await database.sql.query(
      `insert into vapi_accounts (id, label, region) values ($1, 'Agency', 'us')`,
      [account],
    )
    await database.sql.query(
      'update users set vapi_account_id = $1, vapi_assistant_id = $2 where id = $3',
      [account, assistant.id, client?.id],
    )
    const headers = await login({
      email: adminSettings.ADMIN_EMAIL,
      password: adminSettings.ADMIN_PASSWORD,
      url: first.url,
    })
    const saved = await asJSON({
      body: { key: org.key },
      headers,
      method: 'PATCH',
      url: `${first.url}/api/vapi-accounts/${account}`,
    })
    expect(saved.status).toBe(200)

    await expect.poll(() => lists, { timeout: 60_000 }).toBe(3)
    await first.stop('SIGKILL')
    hangs = 'fetch'
    const killed = await walkNow()
    expect(killed).toMatchObject({ requests: 2, state: 'running' })
    await letTimePass()

    const second = await open()
    await expect.poll(async () => (await walkNow())?.state, { timeout: 60_000 }).toBe('complete')
    expect((await walkNow())?.started_at).toEqual(killed?.started_at)
    await expect.poll(() => hungFetches, { timeout: 60_000 }).toBe(1)
    await second.stop('SIGKILL')
    hangs = null
    await letTimePass()

    await open()
    await expect
      .poll(statesNow, { timeout: 60_000 })
      .toEqual({ held: MISSING, not_ours: STRANGERS })
    const { rows } = await database.sql.query<{ source: string; vapi_call_id: string }>(
      'select source, vapi_call_id from call_summaries order by vapi_call_id',
    )
    expect(rows).toEqual(
      missing
        .map(({ id }) => ({ source: 'recovered', vapi_call_id: id }))
        .toSorted((a, b) => (a.vapi_call_id < b.vapi_call_id ? -1 : 1)),
    )
    // Two before it was killed and the one that hung, then the rest of the five pages.
    expect(lists).toBeLessThanOrEqual(8)
  })
})
