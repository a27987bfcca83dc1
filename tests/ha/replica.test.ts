import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { adminSettings } from '../crash/crashDesk'
import { postReport } from '../crash/postReport'
import { asJSON, graphQL, login, withAPIKey } from '../helpers/requests'
import type { SpawnedDesk } from '../helpers/spawnDesk'
import { type PostgresServer, startPrimary, startStandby } from './postgresServer'
import { startDesks } from './topology'

const METRICS_TOKEN = 'metrics-token-of-tests'
const ROUNDS = 25

const cleanUp: (() => Promise<unknown>)[] = []

let admin: Record<string, string>
let clientID = ''
let desks: [SpawnedDesk, SpawnedDesk]
let number = 0
let primary: PostgresServer
let standby: PostgresServer

const apiKey = randomUUID()
const token = `replica-token-${randomUUID()}`

beforeAll(async () => {
  const programs = inject('programs')
  // Stopping the standby is not to stop the writes here.
  const made = await startPrimary(programs, { synchronous_standby_names: '' })
  cleanUp.push(made.remove)
  primary = made.server
  const cloned = await startStandby(programs, primary)
  cleanUp.push(cloned.remove)
  standby = cloned.server
  const started = await startDesks({
    DATABASE_REPLICA_URLS: standby.url,
    DATABASE_URL: primary.url,
    METRICS_TOKEN,
  })
  cleanUp.push(started.stop)
  desks = started.desks
  admin = await login({ ...administrator, url: desks[0].url })
  const made2 = await asJSON<{ doc: { id: string } }>({
    body: {
      apiKey,
      email: 'client@desk.test',
      enableAPIKey: true,
      password: administrator.password,
      vapiWebhookToken: token,
    },
    headers: admin,
    url: `${desks[0].url}/api/users`,
  })
  clientID = made2.body.doc.id
}, 200_000)

afterAll(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
}, 60_000)

const administrator = {
  email: adminSettings.ADMIN_EMAIL,
  password: adminSettings.ADMIN_PASSWORD,
}

/** Has a report stored by the first desk. */
const post = async (): Promise<void> => {
  number += 1
  const { status } = await postReport({ number, run: 1, token, url: desks[0].url })
  expect(status).toBe(200)
}

/** How many calls the client sees at the second desk, which has written none. */
const count = async (): Promise<number> => {
  const { body } = await asJSON<{ totalDocs: number }>({
    headers: withAPIKey(apiKey),
    url: `${desks[1].url}/api/call-summaries?limit=1`,
  })
  return body.totalDocs
}

/** How many reads the second desk has sent where. */
const reads = async (): Promise<{ primary: number; replica: number }> => {
  const answer = await fetch(`${desks[1].url}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  })
  const text = await answer.text()
  const of = (server: string) =>
    Number(new RegExp(`desk_reads_total{server="${server}"} (\\d+)`).exec(text)?.[1] ?? 0)
  return { primary: of('primary'), replica: of('replica') }
}

const whileLagging = async (work: () => Promise<void>): Promise<void> => {
  await standby.sql('select pg_wal_replay_pause()')
  try {
    await work()
  } finally {
    await standby.sql('select pg_wal_replay_resume()')
  }
}

describe('reading from a standby', () => {
  it('shows at once what another desk has answered 2xx for, mostly on the standby', async () => {
    const before = await reads()
    for (let round = 0; round < ROUNDS; round += 1) {
      await post()
      expect(await count()).toBe(number)
    }
    const after = await reads()
    expect(after.replica - before.replica).toBeGreaterThan(ROUNDS / 2)
  })

  it('reads from the primary while the standby lags', async () => {
    await whileLagging(async () => {
      const before = await reads()
      await post()
      expect(await count()).toBe(number)
      const { body } = await graphQL<{ CallSummaries: { totalDocs: number } }>({
        headers: withAPIKey(apiKey),
        query: '{ CallSummaries { totalDocs } }',
        url: desks[1].url,
      })
      expect(body.data?.CallSummaries.totalDocs).toBe(number)
      const after = await reads()
      expect(after.replica).toBe(before.replica)
      expect(after.primary).toBeGreaterThan(before.primary)
    })
  })

  it('shows staff their own edit at the other desk, while the standby lags', async () => {
    const url = (desk: SpawnedDesk, path: string) => `${desk.url}/api/call-summaries${path}`
    const list = await asJSON<{ docs: { id: string }[] }>({
      headers: admin,
      url: url(desks[0], '?limit=1'),
    })
    const id = list.body.docs[0]?.id ?? ''
    await whileLagging(async () => {
      const edited = await asJSON({
        body: { outcome: 'edited' },
        headers: admin,
        method: 'PATCH',
        url: url(desks[0], `/${id}`),
      })
      expect(edited.status).toBe(200)
      const { body } = await asJSON<{ outcome: string }>({
        headers: admin,
        url: url(desks[1], `/${id}`),
      })
      expect(body.outcome).toBe('edited')
    })
  })

  it('knows sessions and rights from the primary alone', async () => {
    await whileLagging(async () => {
      const session = await login({ ...administrator, url: desks[0].url })
      const me = await asJSON<{ user: unknown }>({
        headers: session,
        url: `${desks[1].url}/api/users/me`,
      })
      expect(me.body.user).not.toBeNull()

      const active = (isActive: boolean) =>
        asJSON({
          body: { isActive },
          headers: session,
          method: 'PATCH',
          url: `${desks[0].url}/api/users/${clientID}`,
        })
      await active(false)
      const refused = await asJSON({
        headers: withAPIKey(apiKey),
        url: `${desks[1].url}/api/call-summaries`,
      })
      expect(refused.status).toBe(403)
    })
    await asJSON({
      body: { apiKey, enableAPIKey: true, isActive: true },
      headers: admin,
      method: 'PATCH',
      url: `${desks[0].url}/api/users/${clientID}`,
    })
  })

  it('falls back to the primary while the standby is away, and comes back to it', async () => {
    const before = number
    await standby.kill()
    await post()
    for (let round = 0; round < ROUNDS; round += 1) expect(await count()).toBe(before + 1)

    await standby.start()
    const start = Date.now()
    const { replica } = await reads()
    while ((await reads()).replica === replica && Date.now() - start < 20_000) {
      expect(await count()).toBe(before + 1)
    }
    expect((await reads()).replica).toBeGreaterThan(replica)
  })
})
