import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import {
  APIError,
  type BaseDatabaseAdapter,
  type DatabaseAdapterObj,
  type FindArgs,
  type FindOneArgs,
  type PaginatedDocs,
  type Payload,
  type PayloadRequest,
  type TypeWithID,
} from 'payload'
import type { Pool, PoolConfig } from 'pg'
import { withTimeout } from '../../lib/withTimeout'
import { withHandle } from '../../payload/adapter'
import { Replica, Replicas, registerReplicas } from '../connection/replica'

/**
 * What grows without end, and is asked for all day. The rest, such as who somebody is and may do, is
 * always read from the primary.
 */
const READ_ON_REPLICAS = new Set<string>(['call-summaries', 'webhook-deliveries'])

/** After that the primary is asked as well: the standby may hang. */
const READ_MS = 5_000

type Read = { collection: string; req?: Partial<PayloadRequest> }

/** A transaction is the primary's, and reads what it wrote itself. */
const mayGoToReplica = ({ collection, req }: Read): boolean =>
  READ_ON_REPLICAS.has(collection) && !req?.transactionID

const tooSlow = () => {
  throw new Error('The replica does not answer')
}

type MakePool = (options: PoolConfig) => Pool
type ConnectReplica = { connectionString: string; makePool: MakePool; payload: Payload }
type View = { adapter: BaseDatabaseAdapter; replica: Replica }

const connectReplica = ({ connectionString, makePool, payload }: ConnectReplica): View => {
  const { poolOptions, schema } = payload.db
  const pool = makePool({ ...poolOptions, connectionString })
  const adapter = withHandle(payload.db, drizzle({ client: pool, schema }))
  return { adapter, replica: new Replica(pool) }
}

/** Where standbys are, and how to reach them. */
export type Standbys = {
  makePool: MakePool
  /** Hears of each read that may go to a standby, which server answered. */
  onRead: (server: 'primary' | 'replica') => void
  /** Connection strings of the standbys; none: nothing changes. */
  urls: readonly string[]
}

/**
 * Reads calls and deliveries from standbys that have replayed everything committed so far, and from the
 * primary when none has: who writes and then reads, here or through another process, reads what was
 * written.
 *
 * Payload's own `readReplicas` promises less: every read outside a transaction goes to a standby, those
 * of sessions and rights included, unless this very process has written through Payload within two
 * seconds. A standby that lags more, or a write by SQL or by another process, shows the past, and a
 * standby that is away is an error.
 */
export const withReplicaReads = (
  database: DatabaseAdapterObj,
  standbys: Standbys,
): DatabaseAdapterObj =>
  standbys.urls.length === 0
    ? database
    : {
        ...database,
        init: (args) => readReplicas(database.init(args), { ...args, ...standbys }),
      }

const readReplicas = <Adapter extends BaseDatabaseAdapter>(
  adapter: Adapter,
  { makePool, onRead, payload, urls }: Standbys & { payload: Payload },
): Adapter => {
  let views: View[] = []
  let replicas: Replicas | undefined
  const { connect, count, destroy, find, findDistinct, findOne } = adapter

  const onReplica =
    <Args extends Read, Result>(read: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      const replica = mayGoToReplica(args) ? await replicas?.pick() : undefined
      const view = views.find((each) => each.replica === replica)
      if (replica && view) {
        try {
          const reading = Promise.resolve(read.call(view.adapter, args))
          const result = await withTimeout(reading, { milliseconds: READ_MS, onTimeout: tooSlow })
          onRead('replica')
          return result
        } catch (error) {
          if (error instanceof APIError) throw error
          // Away, or it had to end the query to go on replaying.
          replica.rest()
        }
      }
      if (mayGoToReplica(args)) onRead('primary')
      return read.call(adapter, args)
    }

  return Object.assign(adapter, {
    connect: async (options) => {
      await connect?.call(adapter, options)
      if (replicas) return
      views = urls.map((url) => connectReplica({ connectionString: url, makePool, payload }))
      replicas = new Replicas({
        primary: payload.db.pool,
        replicas: views.map(({ replica }) => replica),
      })
      registerReplicas(payload.db.pool, replicas)
    },
    count: onReplica(count),
    destroy: async () => {
      await destroy?.call(adapter)
      await Promise.all(views.map(({ replica }) => replica.pool.end().catch(() => undefined)))
    },
    find: <T>(args: FindArgs) => onReplica<FindArgs, PaginatedDocs<T>>(find)(args),
    findDistinct: onReplica(findDistinct),
    findOne: <T extends TypeWithID>(args: FindOneArgs) =>
      onReplica<FindOneArgs, null | T>(findOne)(args),
  } satisfies Partial<BaseDatabaseAdapter>)
}
