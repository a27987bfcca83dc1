import type { Pool } from 'pg'
import { spawnDesk, untilOpen } from './spawnDesk'
import { createTestDatabase } from './testDatabase'

/** The whole built product as `npm start` runs it, with a database of its own. */
export type BuiltDesk = {
  output: () => string
  sql: Pool
  stop: () => Promise<void>
  url: string
}

/**
 * Starts the built app as a process. `npm test` has built it before; run by hand, the first start
 * builds it.
 * @param env settings, such as `ADMIN_EMAIL` and `ADMIN_PASSWORD` for a first superuser
 */
export const startBuiltDesk = async ({
  env = {},
}: {
  env?: Record<string, string>
} = {}): Promise<BuiltDesk> => {
  const database = await createTestDatabase()
  const desk = await spawnDesk({
    env: { DATABASE_URL: database.url, PAYLOAD_SECRET: 'a secret for tests only', ...env },
    script: 'src/server/cli/start.mjs',
  })
  await untilOpen({ desk, seconds: 240 })
  return {
    output: desk.output,
    sql: database.sql,
    stop: async () => {
      await desk.stop()
      await database.drop()
    },
    url: desk.url,
  }
}
