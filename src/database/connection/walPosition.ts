import type { Pool } from 'pg'
import { z } from 'zod'
import { apartFromRequest } from '../../request/requestAtHand'
import { withDeadline } from './deadline'

/** Bytes of write-ahead log since the beginning of the cluster: PostgreSQL's LSN as a number. */
export type WalPosition = bigint

const rowsSchema = z.tuple([z.object({ position: z.string().transform(BigInt) })])

const QUERIES = {
  /** On a standby: the position up to which it shows commits. Null, and so an error, on a primary. */
  replayed: {
    name: 'desk_wal_replayed',
    text: `select case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0')::text end
      as position`,
  },
  /** On a primary: no acknowledged commit is beyond this position. Fails on a standby. */
  written: {
    name: 'desk_wal_written',
    text: `select (pg_current_wal_flush_lsn() - '0/0')::text as position`,
  },
}

type Reader = { milliseconds: number; pool: Pool; what: keyof typeof QUERIES }

/**
 * Creates a function that reads a server's position. The result is never older than the call: callers that
 * arrive while a query is running share the next one, because the server may have answered the running one
 * already.
 */
export const createPositionReader = ({ milliseconds, pool, what }: Reader) => {
  let running: Promise<WalPosition> | undefined
  let next: Promise<WalPosition> | undefined

  const start = (): Promise<WalPosition> => {
    const read = async () => {
      const database = withDeadline(pool, Date.now() + milliseconds)
      // Not part of one request, because others wait for the same answer.
      const { rows } = await apartFromRequest(() =>
        database.query({ ...QUERIES[what], values: [] }),
      )
      return rowsSchema.parse(rows)[0].position
    }
    const query = read().finally(() => {
      if (running === query) running = undefined
    })
    running = query
    return query
  }

  return (): Promise<WalPosition> => {
    if (!running) return start()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return start()
      })
    return next
  }
}
