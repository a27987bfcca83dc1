import pg from 'pg'
import { cut, isBusy, onServerError } from '../../payload/pg/client'
import { boundedQuery } from './boundedQuery'
import type { DatabaseHost } from './databaseHosts'
import { queryInTurn } from './inTurn'
import { boundOf } from './lending'
import { createPrimaryFinder } from './primary'

/** SQLSTATE read_only_sql_transaction: this server is no longer the primary. */
const READ_ONLY = '25006'

type Done = ((error: Error) => void) | ((error: null, client: pg.Client) => void)

const isNamed = (query: unknown): query is object =>
  typeof query === 'object' && query !== null && 'name' in query && !('submit' in query)

type Options = {
  /** One server, or several of which one is the primary. */
  hosts: readonly DatabaseHost[]
  /** Whether statements may be prepared under a name, to be reused on their connection. */
  named: boolean
}

/**
 * Creates the class of a pool's connections.
 * - With several hosts, each connection goes to the primary. After a failover, connections to the old one are
 *   cut: a machine that hangs would hold them for minutes, and a demoted server answers but refuses writes.
 * - A connection that is lent to a request that only reads is limited by the request's bound.
 * - Without `named`, every statement is prepared again: behind a pooler the next one may run on another
 *   connection, where the name is unknown or already taken.
 */
export const createPoolClient = ({ hosts, named }: Options): typeof pg.Client => {
  const findPrimary = createPrimaryFinder(hosts)
  const open = new Map<pg.Client, DatabaseHost>()
  const leaveOthers = (primary: DatabaseHost): void => {
    for (const [client, { url }] of open) if (url !== primary.url) cut(client)
  }

  class PoolClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config)
      this.#wrapQuery()
      // Around the bounded query: while a statement waits for its turn, there is nothing to cancel.
      queryInTurn(this)
      if (hosts.length > 1) this.#leaveDemoted()
    }

    override connect(): Promise<pg.Client>
    override connect(done: Done): void
    override connect(done?: Done): Promise<pg.Client> | undefined {
      if (hosts.length === 1) return done ? void super.connect(done) : super.connect()
      const connected = this.#connectToPrimary()
      if (!done) return connected
      connected.then(
        (client) => Reflect.apply(done, undefined, [null, client]),
        (error) => Reflect.apply(done, undefined, [error]),
      )
      return undefined
    }

    override end(): Promise<void>
    override end(done: (error: Error) => void): void
    override end(done?: (error: Error) => void): Promise<void> | undefined {
      // Closed in the middle of a query: if the server hangs, each idle connection to it would be tried in
      // turn.
      const wasBusy = isBusy(this)
      if (wasBusy && open.has(this)) findPrimary().then(leaveOthers, () => undefined)
      return done ? void super.end(done) : super.end()
    }

    async #connectToPrimary(): Promise<pg.Client> {
      const primary = await findPrimary()
      leaveOthers(primary)
      Object.assign(this, { host: primary.host, port: primary.port })
      open.set(this, primary)
      this.once('end', () => open.delete(this))
      try {
        return await super.connect()
      } catch (error) {
        open.delete(this)
        throw error
      }
    }

    #wrapQuery(): void {
      const query = this.query.bind(this)
      const send = named
        ? (...args: unknown[]): unknown => Reflect.apply(query, this, args)
        : (first: unknown, ...rest: unknown[]): unknown => {
            const config = isNamed(first) ? { ...first, name: undefined } : first
            return Reflect.apply(query, this, [config, ...rest])
          }
      Reflect.set(this, 'query', (...args: unknown[]) => {
        const bound = boundOf(this)
        return bound ? boundedQuery({ bound, client: this, send }, args) : send(...args)
      })
    }

    #leaveDemoted(): void {
      onServerError(this, (code) => {
        // After the refused query has received its error.
        if (code === READ_ONLY) setImmediate(() => cut(this))
      })
    }
  }
  return PoolClient
}
