import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describeError } from '../../lib/describeError'
import { readDataFile, readOrCreateSecret, writeDataFile } from '../dataFolder'
import { chooseAccount } from './account'
import { findBinaries, linkLibraries } from './binaries'
import { clusterUser, isCluster, makeCluster } from './cluster'
import { freePort } from './freePort'
import { stopOrphan } from './orphan'
import { isRunning, launch, stopProcess } from './process'

/** A running embedded PostgreSQL. */
export type EmbeddedPostgres = {
  /** Closes all connections, writes everything to disk, and stops. */
  stop: () => Promise<void>
  /** The connection string of the database `name`, with the password. */
  url: (name?: string) => string
}

/** The database that the desk uses in its embedded cluster. */
const mainDatabase = 'desk'

const postgresFlags = ({
  cluster,
  durable,
  maxConnections,
  port,
}: {
  cluster: string
  durable: boolean
  maxConnections: number
  port: number
}): string[] => {
  const settings: Record<string, number | string> = {
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    listen_addresses: '127.0.0.1',
    // Errors are logged without the data of calls.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    max_connections: maxConnections,
    port,
    synchronous_commit: durable ? 'on' : 'off',
    timezone: 'UTC',
    unix_socket_directories: '',
  }
  return [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

const createMainDatabase = async ({ url }: { url: EmbeddedPostgres['url'] }): Promise<void> => {
  const client = new pg.Client({ connectionString: url('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      mainDatabase,
    ])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${mainDatabase}`)
  } finally {
    await client.end()
  }
}

/**
 * Starts the PostgreSQL that comes with npm, on the cluster `postgres` of a data folder, which is created
 * the first time. It listens on 127.0.0.1 only. It has its own process group, so that a terminal's Ctrl-C
 * does not stop it before the requests in flight are done. If it crashes, it is started again.
 * @param durable `false` only for tests: trades safety on power loss for speed
 * @param onEvent called with one line when something takes time or fails
 */
export const startPostgres = async ({
  durable = true,
  folder,
  maxConnections = 100,
  onEvent = () => undefined,
}: {
  durable?: boolean
  folder: string
  maxConnections?: number
  onEvent?: (line: string) => void
}): Promise<EmbeddedPostgres> => {
  const binaries = findBinaries()
  await linkLibraries({ binaries })
  const cluster = join(folder, 'postgres')
  const account = await chooseAccount({ binaries, cluster, folder })
  const password = await readOrCreateSecret({ folder, name: 'postgres-password' })
  if (!(await isCluster({ cluster }))) {
    onEvent(`Creating a PostgreSQL database in ${cluster} …`)
    await makeCluster({ account, binaries, cluster, password })
  }
  await stopOrphan({ cluster })

  const port = await freePort({
    preferred: Number((await readDataFile({ folder, name: 'postgres-port' })) ?? 0),
  })
  await writeDataFile({ folder, name: 'postgres-port', text: `${port}\n` })
  const url = (name = mainDatabase) =>
    `postgres://${clusterUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
  const flags = postgresFlags({ cluster, durable, maxConnections, port })
  const start = () => launch({ account, binaries, cluster, flags, folder, url: url('postgres') })

  let isWanted = true
  let child = await start()
  const watch = () => {
    child.once('exit', async () => {
      while (isWanted && !isRunning(child)) {
        onEvent('The embedded database stopped unexpectedly. Starting it again …')
        await sleep(1000)
        if (!isWanted) return
        await start().then(
          (next) => {
            child = next
            watch()
          },
          (error: unknown) => onEvent(describeError(error)),
        )
      }
    })
  }
  watch()
  await createMainDatabase({ url })
  return {
    stop: async () => {
      isWanted = false
      await stopProcess({ binaries, child, cluster })
    },
    url,
  }
}
