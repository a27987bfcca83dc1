import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { freePort } from '../../src/server/postgres/freePort'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase } from '../helpers/testDatabase'
import { startBalancer } from './balancer'
import { adminSettings, makeClients } from './crashDesk'
import { startLoad } from './load/startLoad'
import { untilAccepted } from './runCrashes'
import { verify } from './verify'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
}, 60_000)

const isAlive = ({ child }: SpawnedDesk) => child.exitCode === null && child.signalCode === null

it('a rolling restart of two desks behind one port answers every report with 200', {
  timeout: 240_000,
}, async () => {
  const database = await createTestDatabase()
  cleanUp.push(database.drop)
  const open = async (port: string): Promise<SpawnedDesk> => {
    const desk = await spawnDesk({
      env: {
        ...adminSettings,
        DATABASE_URL: database.url,
        PAYLOAD_SECRET: 'a secret for tests only',
        // More than any client sends; still counted.
        WEBHOOK_CLIENT_LIMIT: '100000000',
        PORT: port,
      },
    })
    cleanUp.push(async () => isAlive(desk) && (await desk.stop()))
    await untilOpen({ desk, seconds: 90 })
    return desk
  }
  const desks = [await open(String(await freePort())), await open(String(await freePort()))]
  const balancer = await startBalancer(desks.map(({ url }) => url))
  cleanUp.push(balancer.stop)
  const clients = await makeClients({ count: 4, url: desks[0]?.url ?? '' })
  const tokens = clients.map(({ token }) => token)
  const load = startLoad({ senders: 16, tokens, url: balancer.url })
  cleanUp.push(load.kill)

  for (const desk of desks) {
    await untilAccepted({ load, total: load.progress().accepted + 200 })
    expect((await desk.stop()).code).toBe(0)
    await open(new URL(desk.url).port)
    await sleep(200)
  }
  await untilAccepted({ load, total: load.progress().accepted + 200 })
  const record = await load.stop()
  expect(balancer.failures()).toEqual([])
  expect(Object.keys(record.statuses)).toEqual(['200'])
  const { violations } = await verify({ clients, databaseURL: database.url, record })
  // A report that went to a desk which then ended without an answer went to the other one as well.
  const { 'body beyond what was sent': _, ...others } = violations
  expect(Object.entries(others).filter(([, count]) => count > 0)).toEqual([])
})
