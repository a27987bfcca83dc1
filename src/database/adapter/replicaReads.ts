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
 * Collections that grow without limit and are read all day. The others, such as users with their
 * permissions, are always read from the primary.
 */
const READ_ON_REPLICAS = new Set<string>(['call-summaries', 'webhook-deliveries'])

/** How long to wait for a standby, which may hang, before the primary is asked. */
const READ_MS = 5_000

type ReadArgs = { collection: string; req?: Partial<PayloadRequest> }

/** A transaction runs on the primary, and has to see its own writes. */
const mayGoToReplica = ({ collection, req }: ReadArgs): boolean =>
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

/** The standbys, and how to connect to them. */
export type Standbys = {
  makePool: MakePool
  /** Called for each read that may go to a standby, with the server that answers it. */
  onRead: (server: 'primary' | 'replica') => void
  /** Connection strings of the standbys; with none, everything is read from the primary. */
  urls: readonly string[]
}

/**
 * Reads calls and deliveries from standbys that have replayed everything committed so far, and from the
 * primary if none has. A read therefore sees all earlier writes, made here or by another process.
 *
 * Payload's own `readReplicas` promises less: every read outside a transaction goes to a standby, including
 * those of sessions and permissions, unless this very process has written through Payload within the last two
 * seconds. If the standby lags further behind, or something was written in SQL or by another process, the
 * read is stale. A standby that is away is an error.
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
    <Args extends ReadArgs, Result>(read: (args: Args) => Promise<Result>) =>
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
          // The standby is away, or had to cancel the query to continue replaying.
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
