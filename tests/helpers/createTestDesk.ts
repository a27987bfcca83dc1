import type { Payload } from 'payload'
import type pg from 'pg'
import { createDeskServer } from '../../src/server/http/createDeskServer'
import { listen } from '../../src/server/http/listen'
import { stopServer } from '../../src/server/http/stopServer'
import { PASSWORD } from './people'
import { login } from './requests'
import { createTestDatabase } from './testDatabase'

/** A whole desk but for the pages: a database, Payload, and the real HTTP server. */
export type TestDesk = {
  /** Headers for requests as that user, whose password is `PASSWORD`. */
  login: (user: { email: string }) => Promise<Record<string, string>>
  payload: Payload
  /** The desk's database, past Payload. */
  sql: pg.Pool
  stop: () => Promise<void>
  /** Such as `http://127.0.0.1:41234`. */
  url: string
}

/**
 * Opens a desk of its own for a test file. One a file: the configuration reads the environment
 * when it is first imported, so import nothing that imports it at the top of the file.
 * @param env settings other than the defaults, such as `WEBHOOK_MAX_BYTES`
 */
export const createTestDesk = async ({
  env = {},
}: {
  env?: Record<string, string>
} = {}): Promise<TestDesk> => {
  const database = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    PAYLOAD_SECRET: 'a secret for tests only',
    ...env,
  })
  const { getPayload } = await import('payload')
  const { default: configPromise } = await import('../../payload.config')
  const config = await configPromise
  const payload = await getPayload({ config })
  const server = createDeskServer({ config })
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  const url = `http://127.0.0.1:${port}`
  return {
    login: ({ email }) => login({ email, password: PASSWORD, url }),
    payload,
    sql: database.sql,
    stop: async () => {
      await stopServer({ milliseconds: 2_000, server })
      const { pool } = payload.db
      await payload.destroy()
      await pool.end()
      await database.drop()
    },
    url,
  }
}
