import { randomUUID } from 'node:crypto'
import type { Closers } from '../../src/server/closers'
import { asJSON, login } from '../../tests/helpers/requests'
import { spawnDesk, untilOpen } from '../../tests/helpers/spawnDesk'

const CLIENTS = 8
/** The superuser of the desk that is measured. */
export const admin = { email: 'bench@desk.test', password: 'a long enough password' }

/** Creates clients through the desk's own API, and returns their webhook tokens. */
const makeClients = async (url: string): Promise<string[]> => {
  const headers = await login({ ...admin, url })
  const tokens = Array.from({ length: CLIENTS }, () => `bench-token-${randomUUID()}`)
  // One after the other: hashing many passwords at a time is refused while the machine is busy.
  for (const [index, vapiWebhookToken] of tokens.entries()) {
    const body = {
      currency: 'EUR',
      // Notifications are not measured here, because the peers have none.
      emailNotifications: false,
      email: `client-${index}@desk.test`,
      password: admin.password,
      vapiWebhookToken,
    }
    const { status } = await asJSON({ body, headers, url: `${url}/api/users` })
    if (status !== 201) throw new Error(`A client could not be created: ${status}`)
  }
  return tokens
}

/**
 * Starts the desk as `npm start` does, on a database of the benchmark, with a few clients.
 * @param env additional settings
 * @param folder the folder of the desk's code, if not that of this project
 * @param pages `false` runs the desk without Next, whose build takes a minute after every change
 * @param profileFolder where to write a CPU profile when the desk stops; none is written without it
 */
export const startOurs = async ({
  closers,
  env = {},
  folder,
  pages,
  profileFolder,
  secret,
  url: databaseURL,
}: {
  closers: Closers
  env?: Record<string, string>
  folder?: string
  pages: boolean
  profileFolder?: string | undefined
  secret: string
  url: string
}): Promise<{ processID: number; tokens: string[]; url: string }> => {
  const script = pages ? 'src/server/cli/start.mjs' : 'tests/helpers/deskWithoutPages.mjs'
  const desk = await spawnDesk({
    env: {
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      DATABASE_URL: databaseURL,
      PAYLOAD_SECRET: secret,
      // More than any client sends. Requests are still counted.
      WEBHOOK_CLIENT_LIMIT: '100000000',
      ...(profileFolder ? { BENCH_PROFILE: profileFolder, BENCH_SCRIPT: script } : {}),
      ...env,
    },
    ...(folder !== undefined && { folder }),
    script: profileFolder ? 'bench/ingest/profiledDesk.mjs' : script,
  })
  closers.add(async () => {
    if (desk.child.exitCode === null && desk.child.signalCode === null) await desk.stop()
  })
  await untilOpen({ desk, seconds: pages ? 400 : 60 })
  const { pid } = desk.child
  if (pid === undefined) throw new Error('The desk has no process')
  return { processID: pid, tokens: await makeClients(desk.url), url: desk.url }
}
