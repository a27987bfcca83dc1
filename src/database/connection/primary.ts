import pg from 'pg'
import { z } from 'zod'
import type { DatabaseHost } from './databaseHosts'

/** A primary answers immediately. A server that does not is away, or its machine hangs. */
const PROBE_MS = 1_500
/** How long an answer is reused, so that connections made together ask once. */
const ANSWER_MS = 500

/** None of several servers accepts writes. */
export class NoPrimary extends Error {
  override name = 'NoPrimary'
  /** SQLSTATE connection_failure: callers treat it as a database that is away. */
  readonly code = '08006'
}

/** A server that accepts writes, and its timeline: each promotion begins the next one. */
type Primary = { host: DatabaseHost; timeline: number }

// A standby writes no WAL and cannot name a file of it, so it is not asked to.
const ASK = `
  select case
    when pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' then null
    else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
  end as timeline`

const rowsSchema = z.tuple([
  z.object({ timeline: z.string().transform((hex) => parseInt(hex, 16)) }),
])

/** Rejects if the host is away or accepts no writes. */
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
    // Not awaited: a server that hangs never confirms it.
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
 * Finds the one of several servers that accepts writes, as libpq's `read-write` does. After a failover that
 * is another one. The driver supports one host only, so all servers are asked, and all answers are awaited: a
 * former primary that comes back also accepts writes until somebody stops it, and may be the first to answer.
 * The server that was promoted last is returned.
 * @throws {NoPrimary} if none accepts writes
 */
export const findPrimary = async (hosts: readonly DatabaseHost[]): Promise<DatabaseHost> => {
  const newest = await findNewest(hosts)
  if (!newest) throw new NoPrimary('None of the servers in DATABASE_URL takes writes')
  return newest.host
}

/**
 * Creates a {@link findPrimary} that asks once for connections that are made together, and never returns to a
 * former primary, not even while the promoted one is away. It rejects with {@link NoPrimary}.
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
