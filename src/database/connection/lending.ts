import pg from 'pg'
import type { ReadBound } from '../../request/readBound'
import { readBoundAtHand } from '../../request/requestAtHand'
import { overdue } from './boundedQuery'

const bounds = new WeakMap<pg.ClientBase, ReadBound>()

/** The bound on the reads of a lent connection; undefined if there is none. */
export const boundOf = (client: pg.ClientBase): ReadBound | undefined => bounds.get(client)

/** The callback of `pool.connect`. */
export type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: boolean) => void,
) => void

const lend = (client: pg.PoolClient, bound: ReadBound | undefined): Error | undefined => {
  const reason = bound && overdue(bound)
  if (reason) client.release()
  else if (bound) bounds.set(client, bound)
  else bounds.delete(client)
  return reason
}

/**
 * A pool that applies the bound on a request's reads to the connections that it lends to the request. The
 * request is looked up when the connection is requested: it may be handed over later, in the async context of
 * the request that released it.
 */
export class LendingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    const bound = readBoundAtHand()
    if (!callback) return this.#connect(bound)
    const reason = bound && overdue(bound)
    if (reason) callback(reason, undefined, () => undefined)
    else {
      super.connect((error, client, done) => {
        const late = client && lend(client, bound)
        if (late) callback(late, undefined, () => undefined)
        else callback(error, client, done)
      })
    }
    return undefined
  }

  async #connect(bound: ReadBound | undefined): Promise<pg.PoolClient> {
    const reason = bound && overdue(bound)
    if (reason) throw reason
    const client = await super.connect()
    const late = lend(client, bound)
    if (late) throw late
    return client
  }
}
