import pg from 'pg'
import { log } from '../../log'
import { databaseHosts } from './databaseHosts'
import { type ConnectCallback, LendingPool } from './lending'
import { createPoolClient } from './poolClient'

/**
 * Prevents a pool's lost connections from ending the process: without a listener, the `error` of a client
 * that is idle, or held by a transaction, is an uncaught exception.
 */
const guardPool = (pool: pg.Pool): void => {
  pool.on('error', (err) => {
    // A connection that the server ends while the pool is closing is not lost.
    if (!pool.ending) log.error({ err, msg: 'Database connection lost' })
  })
  // The query of a client in use fails with the same error, and that is handled.
  pool.on('connect', (client) => client.on('error', () => undefined))
}

/**
 * Settings that pg sends as start-up parameters. Poolers refuse them, drop them, or apply them to other
 * clients.
 */
const SESSION_SETTINGS = [
  'idle_in_transaction_session_timeout',
  'lock_timeout',
  'statement_timeout',
] as const satisfies (keyof pg.PoolConfig)[]

/** What is between the desk and PostgreSQL. */
type Between = {
  /** Whether a pooler such as PgBouncer lends a connection for one transaction at a time. */
  pooler: boolean
}

const withClient = (options: pg.PoolConfig, { pooler }: Between): pg.PoolConfig => {
  const hosts = databaseHosts(options.connectionString ?? '')
  if (hosts.length === 0) return options
  const Client = createPoolClient({ hosts, named: !pooler })
  const config = { keepAlive: true, ...options, Client, connectionString: hosts[0]?.url }
  if (pooler) for (const name of SESSION_SETTINGS) delete config[name]
  return config
}

/**
 * Creates a pool for a server that runs for months: it survives lost connections, and finds the primary
 * again.
 */
export const createPool = (options: pg.PoolConfig, between: Between): pg.Pool => {
  const pool = new LendingPool(withClient(options, between))
  guardPool(pool)
  return pool
}

const intakePools = new WeakMap<pg.Pool, pg.Pool>()

/**
 * The pool that is reserved for reports, next to the desk's pool for everything else. A report only ever
 * waits for other reports, however busy the desk is. A pool without a reserved one is returned itself.
 */
export const intakePool = (pool: pg.Pool): pg.Pool => intakePools.get(pool) ?? pool

const INTAKE_SHARE = 0.3
/** At most this many statements of first reports run at a time; a few merges run in addition. */
const INTAKE_MAX = 12

/**
 * Splits the connections of a process into those for reports and those for everything else; at least 1 each.
 */
export const splitConnections = (max: number): { intake: number; rest: number } => {
  const intake = Math.min(INTAKE_MAX, Math.max(1, Math.round(max * INTAKE_SHARE)))
  return { intake, rest: Math.max(1, max - intake) }
}

/**
 * `pg` with a pool for a server that runs for months, for the option `pg` of Payload's Postgres adapter.
 *
 * Payload takes one client when it connects and never returns it: the pool would be one short, one more after
 * each `ECONNRESET`, and could never end. Payload only listens on that client, so once a real connection has
 * been tried, it gets a client that was never connected.
 *
 * Part of the connections is reserved for reports: see {@link intakePool}.
 */
export const deskPg = (between: Between): typeof pg => {
  class DeskPool extends LendingPool {
    #tried = false

    constructor(options: pg.PoolConfig = {}) {
      const { max = 10, min = 0 } = options
      const { intake, rest } = splitConnections(max)
      super(withClient({ ...options, max: rest, min: Math.min(min, rest) }, between))
      guardPool(this)
      const forIntake = { ...options, max: intake, min: Math.min(min, intake) }
      intakePools.set(this, createPool(forIntake, between))
    }

    override connect(): Promise<pg.PoolClient>
    override connect(callback: ConnectCallback): void
    override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
      if (callback) {
        super.connect(callback)
        return undefined
      }
      return this.#tried ? super.connect() : this.#try()
    }

    override end(): Promise<void>
    override end(callback: () => void): void
    override end(callback?: () => void): Promise<void> | undefined {
      const ended = Promise.all([super.end(), intakePool(this).end()]).then(() => undefined)
      if (!callback) return ended
      ended.then(callback, callback)
      return undefined
    }

    async #try(): Promise<pg.PoolClient> {
      const client = await super.connect()
      client.release()
      this.#tried = true
      return Object.assign(new pg.Client(), { release: () => undefined })
    }
  }
  return { ...pg, Pool: DeskPool }
}
