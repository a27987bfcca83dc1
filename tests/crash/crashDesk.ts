import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../../src/server/postgres/freePort'
import { asJSON, login } from '../helpers/requests'
import { makeDataFolder, type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'

/** A desk with its own durable database, to be killed and started again at the same address. */
export type CrashDesk = {
  /** Where its database is, past the desk. */
  databaseURL: () => Promise<string>
  folder: string
  isRunning: () => boolean
  kill: () => Promise<void>
  output: () => string
  /** Stops everything and removes the data. */
  remove: () => Promise<void>
  start: () => Promise<void>
  /** Asks it to stop, and says with which code it did. */
  stop: () => Promise<number | null>
  url: string
}

/** The password of all that `makeClients` makes. */
export const adminPassword = 'a long enough password'

const admin = { email: 'crash@desk.test', password: adminPassword }

/** Settings under which a desk makes the superuser that `makeClients` needs. */
export const adminSettings = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }

const isAlive = ({ child }: SpawnedDesk): boolean =>
  child.exitCode === null && child.signalCode === null

/**
 * Starts a desk as `npm start` does, on an empty folder.
 * @param pages whether Next's pages are served too, which have to be built
 */
export const startCrashDesk = async ({
  env = {},
  pages = false,
}: {
  env?: Record<string, string>
  pages?: boolean
} = {}): Promise<CrashDesk> => {
  const { path: folder, remove } = await makeDataFolder()
  const port = String(await freePort())
  let earlier = ''
  let desk: SpawnedDesk | undefined
  const start = async () => {
    earlier += desk?.output() ?? ''
    desk = await spawnDesk({
      // More than any client sends; still counted.
      env: {
        ...adminSettings,
        ...env,
        DATA_DIR: folder,
        PORT: port,
        WEBHOOK_CLIENT_LIMIT: '100000000',
      },
      ...(pages ? { script: 'src/server/cli/start.mjs' } : {}),
    })
    await untilOpen({ desk, seconds: pages ? 240 : 90 })
  }
  await start()
  return {
    databaseURL: async () => {
      const [password, database] = await Promise.all(
        ['postgres-password', 'postgres-port'].map((name) => readFile(join(folder, name), 'utf8')),
      )
      return `postgres://desk:${password?.trim()}@127.0.0.1:${database?.trim()}/desk`
    },
    folder,
    isRunning: () => desk !== undefined && isAlive(desk),
    kill: async () => {
      if (desk && isAlive(desk)) await desk.stop('SIGKILL')
    },
    output: () => earlier + (desk?.output() ?? ''),
    remove: async () => {
      if (desk && isAlive(desk)) await desk.stop()
      await remove()
    },
    start,
    stop: async () => (desk ? (await desk.stop()).code : null),
    url: `http://127.0.0.1:${port}`,
  }
}

/** A client who gets reports. */
export type CrashClient = { id: string; token: string }

/** Makes clients through the API of a desk that was started with `adminSettings`. */
export const makeClients = async ({
  count,
  url,
}: {
  count: number
  url: string
}): Promise<CrashClient[]> => {
  const headers = await login({ ...admin, url })
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const token = `crash-token-${randomUUID()}`
      const { body, status } = await asJSON<{ doc: { id: string } }>({
        body: {
          currency: 'EUR',
          email: `client-${index}@desk.test`,
          password: admin.password,
          vapiWebhookToken: token,
        },
        headers,
        url: `${url}/api/users`,
      })
      if (status !== 201) throw new Error(`A client could not be made: ${status}`)
      return { id: body.doc.id, token }
    }),
  )
}

/** Signs in as one of these clients, by the number in which it was made. */
export const loginAsClient = ({ number, url }: { number: number; url: string }) =>
  login({ email: `client-${number}@desk.test`, password: admin.password, url })
