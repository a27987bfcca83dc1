import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describeError, errorCode } from '../../describeError'
import { keep, keptSecret, readKept } from '../dataFolder'
import { StartError } from '../startError'
import { type Account, chooseAccount } from './account'
import { type Binaries, findBinaries, linkLibraries } from './binaries'
import { clusterUser, isCluster, makeCluster } from './cluster'
import { freePort } from './freePort'
import { stopOrphan } from './orphan'
import { runAs } from './runAs'

/** A running embedded PostgreSQL. */
export type EmbeddedPostgres = {
  /** Ends every connection, writes all to disk, stops. */
  stop: () => Promise<void>
  /** Where to reach the database `name`, password included. */
  url: (name?: string) => string
}

/** The database that the desk uses in its embedded cluster. */
const mainDatabase = 'desk'

const startMilliseconds = 60_000
const stopMilliseconds = 6_000

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
    // What goes wrong is logged without the call data that it went wrong with.
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

const lastComplaint = async (logPath: string): Promise<string> => {
  const text = await readFile(logPath, 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line))
  return lines.at(-1)?.replace(/^.*?(FATAL|PANIC): +/, '') ?? `see ${logPath}`
}

const isRunning = (child: ChildProcess): boolean =>
  child.exitCode === null && child.signalCode === null

const answers = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    if (errorCode(error) !== '28P01') return false
    throw new StartError(
      'The embedded database refuses the password kept beside it. Put the file postgres-password of the data folder back, or move the folder away to start afresh.',
    )
  } finally {
    await client.end().catch(() => undefined)
  }
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

const stopChild = async ({
  binaries,
  child,
  cluster,
}: {
  binaries: Binaries
  child: ChildProcess
  cluster: string
}): Promise<void> => {
  if (!isRunning(child)) return
  const exited = once(child, 'exit')
  // SIGINT is PostgreSQL's fast shutdown, which Windows has no signal for.
  if (process.platform === 'win32') {
    execFileSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], { stdio: 'ignore' })
  } else child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopMilliseconds)
  await exited
  clearTimeout(timer)
}

const launch = async ({
  account,
  binaries,
  cluster,
  folder,
  flags,
  url,
}: {
  account: Account
  binaries: Binaries
  cluster: string
  flags: readonly string[]
  folder: string
  url: EmbeddedPostgres['url']
}): Promise<ChildProcess> => {
  const logPath = join(folder, 'postgres.log')
  const log = await open(logPath, 'w', 0o600)
  const child = runAs({
    account,
    args: flags,
    options: { cwd: cluster, detached: true, stdio: ['ignore', log.fd, log.fd] },
    program: binaries.postgres,
  })
  await log.close()
  // Whatever way this process exits, short of a kill -9, which the next start cleans up after.
  const stopWithUs = () => child.kill('SIGINT')
  process.once('exit', stopWithUs)
  child.once('exit', () => process.off('exit', stopWithUs))

  const deadline = Date.now() + startMilliseconds
  while (!(await answers(url('postgres')))) {
    if (!isRunning(child) || Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw new StartError(`The embedded database did not start: ${await lastComplaint(logPath)}`)
    }
    await sleep(20)
  }
  return child
}

/**
 * Starts the PostgreSQL that comes with npm on the cluster `postgres` of a data folder, made the
 * first time. It listens on 127.0.0.1 only, and lives in a process group of its own, so that a
 * terminal's Ctrl-C does not end it before the requests in flight. When it dies, it is started again.
 * @param durable `false` only for tests: trades safety on power loss for speed
 * @param onEvent told in one line what takes time or goes wrong
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
  const password = await keptSecret({ folder, name: 'postgres-password' })
  if (!(await isCluster({ cluster }))) {
    onEvent(`Making a PostgreSQL database in ${cluster} …`)
    await makeCluster({ account, binaries, cluster, password })
  }
  await stopOrphan({ cluster })

  const port = await freePort({
    preferred: Number((await readKept({ folder, name: 'postgres-port' })) ?? 0),
  })
  await keep({ folder, name: 'postgres-port', text: `${port}\n` })
  const url = (name = mainDatabase) =>
    `postgres://${clusterUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
  const flags = postgresFlags({ cluster, durable, maxConnections, port })
  const start = () => launch({ account, binaries, cluster, flags, folder, url })

  let isWanted = true
  let child = await start()
  const watch = () => {
    child.once('exit', async () => {
      while (isWanted && !isRunning(child)) {
        onEvent('The embedded database ended by itself. Starting it again …')
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
      await stopChild({ binaries, child, cluster })
    },
    url,
  }
}
