import pg from 'pg'
import type { ReadBound } from '../../request/readBound'
import { readBoundAtHand } from '../../request/requestAtHand'
import { overdue } from './boundedQuery'

const bounds = new WeakMap<pg.ClientBase, ReadBound>()

/** What a connection, while it is lent, is held to. */
export const boundOf = (client: pg.ClientBase): ReadBound | undefined => bounds.get(client)

/** Receives a connection, as `pool.connect` hands it out. */
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
 * A pool that holds the connections which it lends to a request to the bound on the request's reads.
 * Whoever asks for a connection is known when it asks: handed over it is by whoever gave it back.
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
