import pg from 'pg'
import { describeError } from './describeError'

/**
 * Keeps a pool's lost connections from ending the process: without a listener, the `error` of an
 * idle client, or of one that a transaction holds, is an uncaught exception.
 */
export const guardPool = (pool: pg.Pool): void => {
  pool.on('error', (error) => console.error(`Database connection lost: ${describeError(error)}`))
  // A held client's query fails with the same error, which is where it is handled.
  pool.on('connect', (client) => client.on('error', () => undefined))
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: boolean) => void,
) => void

/**
 * A pool fit for a server that runs for months.
 * Payload takes one client when it connects and never gives it back: the pool would be one short,
 * one shorter after each `ECONNRESET`, and could never end. It does nothing with that client but
 * listen, so after a real connection has been tried it gets one that was never connected.
 */
class DeskPool extends pg.Pool {
  #tried = false

  constructor(options?: pg.PoolConfig) {
    super(options)
    guardPool(this)
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

  async #try(): Promise<pg.PoolClient> {
    const client = await super.connect()
    client.release()
    this.#tried = true
    return Object.assign(new pg.Client(), { release: () => undefined })
  }
}

/** `pg` with {@link DeskPool}, for the option `pg` of Payload's Postgres adapter. */
export const deskPg: typeof pg = { ...pg, Pool: DeskPool }
