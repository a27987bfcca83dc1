import type { Pool } from 'pg'
import { z } from 'zod'
import { apartFromRequest } from '../../request/requestAtHand'
import { withDeadline } from './deadline'

/** Bytes of write-ahead log since the beginning of the cluster: PostgreSQL's LSN as a number. */
export type WalPosition = bigint

const rowsSchema = z.tuple([z.object({ position: z.string().transform(BigInt) })])

const QUERIES = {
  /** On a standby: up to where it shows what was committed. Null, and so an error, on a primary. */
  replayed: {
    name: 'desk_wal_replayed',
    text: `select case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0')::text end
      as position`,
  },
  /** On a primary: no commit that was answered lies beyond. Fails on a standby. */
  written: {
    name: 'desk_wal_written',
    text: `select (pg_current_wal_flush_lsn() - '0/0')::text as position`,
  },
}

type Reader = { milliseconds: number; pool: Pool; what: keyof typeof QUERIES }

/**
 * Makes a reader of a server's position whose answer is never older than the question. Callers that
 * come while a query is under way share the next one, for the server may have answered already.
 */
export const createPositionReader = ({ milliseconds, pool, what }: Reader) => {
  let running: Promise<WalPosition> | undefined
  let next: Promise<WalPosition> | undefined

  const start = (): Promise<WalPosition> => {
    const read = async () => {
      const database = withDeadline(pool, Date.now() + milliseconds)
      // Others wait for the same answer.
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
