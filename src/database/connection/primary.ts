import pg from 'pg'
import { z } from 'zod'
import type { DatabaseHost } from './databaseHosts'

/** A primary answers at once; whoever does not is away, or a machine that hangs. */
const PROBE_MS = 1_500
/** How long an answer holds, so that connections made together ask once. */
const ANSWER_MS = 500

/** None of several servers takes writes. */
export class NoPrimary extends Error {
  override name = 'NoPrimary'
  /** SQLSTATE connection_failure: for callers, the database is away. */
  readonly code = '08006'
}

/** A server that takes writes, and of which promotion: each begins a timeline, counted up. */
type Primary = { host: DatabaseHost; timeline: number }

// A standby has no WAL of its own to name a file of, so it is not asked to.
const ASK = `
  select case
    when pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' then null
    else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
  end as timeline`

const rowsSchema = z.tuple([
  z.object({ timeline: z.string().transform((hex) => parseInt(hex, 16)) }),
])

/** Rejects when the host is away or takes no writes. */
const askForWrites = async (host: DatabaseHost): Promise<Primary> => {
  const client = new pg.Client({
    connectionString: host.url,
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(ASK)
    return { host, ...rowsSchema.parse(rows)[0] }
  } finally {
    // Not awaited: a server that hangs does not say goodbye.
    client.end().catch(() => undefined)
  }
}

const findNewest = async (hosts: readonly DatabaseHost[]): Promise<Primary | undefined> => {
  const asked = await Promise.allSettled(hosts.map(askForWrites))
  return asked
    .flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    .toSorted((a, b) => b.timeline - a.timeline)[0]
}

/**
 * Finds the one of several servers that takes writes, as libpq's `read-write` does: after a failover
 * another one than before. The driver knows one host only, so they are all asked, and all are waited
 * for: a former primary that comes back takes writes as well, until somebody stops it, and may be the
 * first to answer. The one that was promoted last it is.
 * @throws {NoPrimary} when none does
 */
export const findPrimary = async (hosts: readonly DatabaseHost[]): Promise<DatabaseHost> => {
  const newest = await findNewest(hosts)
  if (!newest) throw new NoPrimary('None of the servers in DATABASE_URL takes writes')
  return newest.host
}

/**
 * Makes a {@link findPrimary} that is asked once for connections that are made together, and never
 * goes back to a former primary, not even while the one that was promoted is away.
 */
export const createPrimaryFinder = (
  hosts: readonly DatabaseHost[],
): (() => Promise<DatabaseHost>) => {
  let asked: Promise<DatabaseHost> | undefined
  let timeline = 0
  const ask = async (): Promise<DatabaseHost> => {
    const newest = await findNewest(hosts)
    if (!newest || newest.timeline < timeline) {
      throw new NoPrimary('None of the servers in DATABASE_URL takes writes')
    }
    timeline = newest.timeline
    return newest.host
  }
  return () => {
    if (asked === undefined) {
      asked = ask()
      const forget = () => setTimeout(() => (asked = undefined), ANSWER_MS).unref()
      asked.then(forget, forget)
    }
    return asked
  }
}
