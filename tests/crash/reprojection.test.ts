import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON, login } from '../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { adminSettings, makeClients } from './crashDesk'
import { postReport } from './postReport'

const CALLS = 120
/** Calls are read in batches of 25: two of them are done when this one is reached. */
const HELD = 60

let database: TestDatabase
const desks: SpawnedDesk[] = []

const open = async (): Promise<SpawnedDesk> => {
  const desk = await spawnDesk({
    env: {
      ...adminSettings,
      DATABASE_URL: database.url,
      PAYLOAD_SECRET: 'a secret for tests only',
      WEBHOOK_CLIENT_LIMIT: '100000000',
    },
  })
  desks.push(desk)
  await untilOpen({ desk, seconds: 90 })
  return desk
}

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  for (const desk of desks) if (desk.child.exitCode === null) await desk.stop('SIGKILL')
  await database.drop()
})

const deskMapping = { lines: {}, outcomes: [{ key: 'mapped', label: 'Mapped' }], values: [] }
/** A mapping under which all outcomes of the reports are this one. */
const mapping = {
  lines: {
    outcome: {
      sources: [{ from: 'path', name: 'analysis.structuredData.wantsReminder', reader: 'text' }],
    },
  },
  values: [
    { outcome: 'mapped', value: 'true' },
    { outcome: 'mapped', value: 'false' },
  ],
}

const runNow = async () => {
  const { rows } = await database.sql.query<{
    counts: { changed: number; read: number }
    state: string
  }>('select state, counts from reprojections')
  return rows[0]
}

describe('a run over past calls whose process is killed', { timeout: 240_000 }, () => {
  it('is continued by another process where it was, and changes every call once', async () => {
    const first = await open()
    const [client] = await makeClients({ count: 1, url: first.url })
    const { id, token } = client ?? { id: '', token: '' }
    const numbers = Array.from({ length: CALLS }, (_, index) => index + 1)
    const answers = await Promise.all(
      numbers.map((number) => postReport({ number, run: 1, token, url: first.url })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    await database.sql.query('update field_mapping set mapping = $1', [JSON.stringify(deskMapping)])
    await database.sql.query('update users set field_mapping = $1 where id = $2', [
      JSON.stringify(mapping),
      id,
    ])
    // Deliveries as of an hour ago, so that no call is read a second time at last.
    await database.sql.query(
      `update webhook_deliveries set received_at = received_at - interval '1 hour'`,
    )

    const holder = await database.sql.connect()
    try {
      await holder.query('begin')
      // Not `for update`: that would stop the search index, whose rows refer to calls.
      await holder.query(
        `select id from call_summaries where id = (
           select id from call_summaries order by id desc limit 1 offset $1) for no key update`,
        [HELD],
      )
      const headers = await login({
        email: adminSettings.ADMIN_EMAIL,
        password: adminSettings.ADMIN_PASSWORD,
        url: first.url,
      })
      const url = `${first.url}/api/users/${id}/reproject`
      expect((await asJSON({ body: {}, headers, url })).status).toBe(202)
      await expect.poll(async () => (await runNow())?.counts.read, { timeout: 60_000 }).toBe(50)
      await first.stop('SIGKILL')
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    expect((await runNow())?.state).toBe('running')
    // The minute of its lease passes.
    await database.sql.query('update call_rereads set ends_at = now()')

    await open()
    await expect.poll(async () => (await runNow())?.state, { timeout: 60_000 }).toBe('done')
    const { rows } = await database.sql.query(
      'select outcome, count(*)::int as calls from call_summaries group by outcome',
    )
    expect(rows).toEqual([{ calls: CALLS, outcome: 'mapped' }])
    expect((await runNow())?.counts.read).toBe(CALLS)
    const touched = await database.sql.query(
      `select count(*)::int as entries, count(distinct touched.document)::int as calls
       from audit_log_touched touched join audit_log head on head.id = touched.entry_id
       where head.action = 'reprojected'`,
    )
    expect(touched.rows).toEqual([{ calls: CALLS, entries: CALLS }])
  })
})
