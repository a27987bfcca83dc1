import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { databaseHosts } from '../database/connection/databaseHosts'
import { findPrimary, NoPrimary } from '../database/connection/primary'
import { describeError } from '../lib/describeError'
import { errorCode } from '../lib/errorCode'
import { StartError } from './startError'

/** An arbitrary number that no other program on the same database uses. */
const migrationLock = 7_204_316_559_001

/** PostgreSQL's code for "starting up" and "shutting down": it will answer in a moment. */
const cannotConnectNow = '57P03'
const maxWaitMilliseconds = 30_000

const explain = ({ error, url }: { error: unknown; url: string }): StartError => {
  if (error instanceof NoPrimary) return new StartError(`DATABASE_URL: ${error.message}.`)
  const { hostname, pathname, port, username } = new URL(url)
  const server = `${hostname || 'localhost'}:${port || '5432'}`
  const code = errorCode(error)
  if (code === '28P01' || code === '28000') {
    return new StartError(
      `DATABASE_URL: PostgreSQL at ${server} refuses the user ${decodeURIComponent(username)} or its password.`,
    )
  }
  if (code === '3D000') {
    const name = decodeURIComponent(pathname.slice(1))
    return new StartError(
      `DATABASE_URL: there is no database ${name} at ${server}. Create it first.`,
    )
  }
  return new StartError(
    `DATABASE_URL: no PostgreSQL answers at ${server} (${code ?? describeError(error)}).`,
  )
}

const connectTo = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/**
 * Connects to the database. Of several servers it picks the primary. It waits for one that is starting.
 * @throws {StartError} if it cannot be reached
 */
export const connectToDatabase = async ({ url }: { url: string }): Promise<pg.Client> => {
  const hosts = databaseHosts(url)
  const [first] = hosts
  if (!first || !hosts.every((host) => URL.canParse(host.url))) {
    throw new StartError(
      'DATABASE_URL is no address. Write postgres://user:password@host:5432/name.',
    )
  }
  const deadline = Date.now() + maxWaitMilliseconds
  for (;;) {
    try {
      const host = hosts.length > 1 ? await findPrimary(hosts) : first
      return await connectTo(host.url)
    } catch (error) {
      const isStarting = error instanceof NoPrimary || errorCode(error) === cannotConnectNow
      if (!isStarting || Date.now() > deadline) throw explain({ error, url: first.url })
      await sleep(250)
    }
  }
}

/**
 * Runs `work`, which only one process per database may do at a time. The others wait.
 * The lock belongs to a transaction, so that it also works behind a pooler such as PgBouncer.
 * @throws {StartError} if the database cannot be reached
 */
export const withDatabaseLock = async <T>({
  onWait,
  url,
  work,
}: {
  onWait: () => void
  url: string
  work: () => Promise<T>
}): Promise<T> => {
  const client = await connectToDatabase({ url })
  try {
    await client.query('BEGIN')
    for (const name of [
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
    ]) {
      await client.query(`SET LOCAL ${name} = 0`)
    }
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS taken',
      [migrationLock],
    )
    if (rows[0]?.taken !== true) {
      onWait()
      await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    }
    return await work()
  } finally {
    await client.end().catch(() => undefined)
  }
}
