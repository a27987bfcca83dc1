import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON, login } from '../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import { adminSettings, makeClients } from './crashDesk'

/** Two pages of the list. */
const CALLS = 130
/** This one came without content, so it is asked for, and that request hangs. */
const HANGS_AT = 115

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

type Counts = { calls: number; held: number; imported: number }

const runNow = async () => {
  const { rows } = await database.sql.query<{ counts: Counts; place: Date; state: string }>(
    'select counts, place, state from vapi_histories',
  )
  return rows[0]
}

describe('an import of past calls whose process is killed', { timeout: 240_000 }, () => {
  it('is continued by another process where it was, and stores each call once', async () => {
    const org = vapi.addOrg()
    const assistant = org.addAssistant()
    const calls = org.addCalls(CALLS, (index) => ({
      assistantId: assistant.id,
      createdAt: vapi.clock.now() - (index + 2) * 3_600_000,
      recording: null,
      ...(index === HANGS_AT && { messages: [], summary: '', transcript: '' }),
    }))
    let hung = 0
    let isHanging = true
    org.modes.fault = ({ path }) => {
      if (path !== `/call/${calls[HANGS_AT]?.id}` || !isHanging) return undefined
      hung += 1
      return 'hang'
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
    await asJSON({
      body: { key: org.key },
      headers,
      method: 'PATCH',
      url: `${first.url}/api/vapi-accounts/${account}`,
    })
    const begun = await asJSON({
      body: {},
      headers,
      url: `${first.url}/api/vapi-accounts/${account}/history`,
    })
    expect(begun.status).toBe(202)

    await expect.poll(() => hung, { timeout: 120_000 }).toBe(1)
    await first.stop('SIGKILL')
    const killed = await runNow()
    expect(killed?.state).toBe('running')
    expect(killed?.counts.calls).toBeGreaterThan(100)
    isHanging = false
    await database.sql.query('update vapi_histories set leased_until = now()')
    await database.sql.query('update vapi_turns set leased_until = now()')

    await open()
    await expect.poll(async () => (await runNow())?.state, { timeout: 120_000 }).toBe('done')

    const { counts } = (await runNow()) ?? {}
    expect(counts?.calls).toBe(CALLS)
    // Those since the place was last stored were there already.
    expect(Number(counts?.held) + Number(counts?.imported)).toBe(CALLS)
    expect(counts?.held).toBeLessThan(10)
    const { rows } = await database.sql.query(
      `select count(*)::int as calls, count(distinct vapi_call_id)::int as ids,
        count(*) filter (where source = 'imported')::int as imported,
        (select count(*)::int from webhook_deliveries) as deliveries
      from call_summaries`,
    )
    expect(rows).toEqual([{ calls: CALLS, deliveries: CALLS, ids: CALLS, imported: CALLS }])
  })
})
