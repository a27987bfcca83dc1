import { postgresAdapter } from '@payloadcms/db-postgres'
import type { DatabaseAdapterObj } from 'payload'
import { countRead } from '../../metrics/reads'
import { withCallSearch } from '../../search/callSearch'
import type { Settings } from '../../settings/settings'
import { createPool, deskPg } from '../connection/pool'
import { withBoundedCounts } from './boundedCounts'
import { withPageBytes, withPortionedReads } from './boundedPages'
import { withCheckedFilters } from './checkedFilters'
import { withDeletedMeanwhile } from './deletedMeanwhile'
import { keepNeededIndexes } from './neededIndexes'
import { packBodies } from './packedBodies'
import { type Standbys, withReplicaReads } from './replicaReads'
import { withTotalOrder } from './totalOrder'
import { withSafeUserWrites } from './userWrites'

type Wrapper = (database: DatabaseAdapterObj) => DatabaseAdapterObj

/** What is wrapped around Payload's adapter, from the inside out: each sees what those after it made of a call. */
const wrappers = (standbys: Standbys): Wrapper[] => [
  // Next to Payload's adapter, whose own reads it replaces: the quick ways further out mind the bytes themselves.
  withPortionedReads,
  // Next to the deletes that it corrects.
  withDeletedMeanwhile,
  // Next to the writes that it narrows, before anything else looks at their data.
  withSafeUserWrites,
  // Around all that runs SQL of Payload's: what PostgreSQL cannot take never reaches it.
  withCheckedFilters,
  // Takes the searches out; what is left is counted and read by filter and order.
  withCallSearch,
  // Counts what is left, the searches' totals already being bounded.
  withBoundedCounts,
  // Around all reads: their orders have to be total, whoever answers.
  withTotalOrder,
  // Around all reads, so that a standby answers the quick ones too.
  (database) => withReplicaReads(database, standbys),
  // Outermost, where it is known who asked for a list.
  withPageBytes,
]

type Options = {
  migrationDir: string
  settings: Pick<
    Settings,
    'DATABASE_POOL_MAX' | 'DATABASE_POOLER' | 'DATABASE_REPLICA_URLS' | 'DATABASE_URL'
  >
}

/** Payload's Postgres adapter with the desk's pool, time limits, indexes and wrappers. */
export const deskAdapter = ({ migrationDir, settings }: Options): DatabaseAdapterObj => {
  const between = { pooler: settings.DATABASE_POOLER !== undefined }
  const payloads: DatabaseAdapterObj = postgresAdapter({
    afterSchemaInit: [packBodies],
    beforeSchemaInit: [keepNeededIndexes],
    idType: 'uuidv7',
    migrationDir,
    pg: deskPg(between),
    pool: {
      connectionString: settings.DATABASE_URL,
      connectionTimeoutMillis: 4_000,
      idle_in_transaction_session_timeout: 60_000,
      idleTimeoutMillis: 30_000,
      // A report whose sender gave up must not go on waiting for a lock.
      lock_timeout: 5_000,
      max: settings.DATABASE_POOL_MAX,
      // A report after a quiet time finds a connection open, with its statements planned.
      min: 2,
      statement_timeout: 60_000,
    },
    push: false,
  })
  const standbys: Standbys = {
    makePool: (options) => createPool(options, between),
    onRead: countRead,
    urls: settings.DATABASE_REPLICA_URLS,
  }
  return wrappers(standbys).reduce((database, wrap) => wrap(database), payloads)
}
