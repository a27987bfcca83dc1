import { postgresAdapter } from '@payloadcms/db-postgres'
import type { DatabaseAdapterObj } from 'payload'
import { countRead } from '../../metrics/reads'
import { withCallSearch } from '../../search/callSearch'
import type { Settings } from '../../settings/settings'
import { createPool, deskPg } from '../connection/pool'
import { withBoundedCounts } from './boundedCounts'
import { withPageBytes, withPortionedReads } from './boundedPages'
import { withCheckedFilters } from './checkedFilters'
import { keepNeededIndexes } from './neededIndexes'
import { withNotFoundOnDelete } from './notFoundOnDelete'
import { packBodies } from './packedBodies'
import { withReadOnlyUsers } from './readOnlyUsers'
import { type Standbys, withReplicaReads } from './replicaReads'
import { withTotalOrder } from './totalOrder'
import { withSafeUserWrites } from './userWrites'

type Wrapper = (database: DatabaseAdapterObj) => DatabaseAdapterObj

/** The wrappers of Payload's adapter, innermost first: each gets a call as those after it have changed it. */
const wrappers = (standbys: Standbys): Wrapper[] => [
  // Directly around Payload's adapter, whose own reads it replaces. The quick reads further out apply the
  // byte limit.
  withPortionedReads,
  // Directly around the deletes that it corrects.
  withNotFoundOnDelete,
  // Directly around the writes that it narrows, so that nothing else touches their data in between.
  withSafeUserWrites,
  // Around all writes of Payload's.
  withReadOnlyUsers,
  // Around everything that runs Payload's SQL: what PostgreSQL cannot take never reaches it.
  withCheckedFilters,
  // Answers searches itself. Everything else is counted and read by filter and order.
  withCallSearch,
  // Counts everything else. The totals of searches are bounded already.
  withBoundedCounts,
  // Around all reads: their order has to be total, whichever wrapper answers.
  withTotalOrder,
  // Around all reads, so that a standby answers the quick ones as well.
  (database) => withReplicaReads(database, standbys),
  // Outermost, where it is known which request asked for a list.
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
      // A report whose sender gave up must not keep waiting for a lock.
      lock_timeout: 5_000,
      max: settings.DATABASE_POOL_MAX,
      // After a quiet time, a report still finds an open connection with planned statements.
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
