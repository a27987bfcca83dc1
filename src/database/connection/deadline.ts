import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'
import { errorCode } from '../../lib/errorCode'
import { onDeadline } from './onDeadline'

/** The part of a pool that ingest uses. */
export type Database = {
  query: <Row extends QueryResultRow>(
    config: QueryConfig & { values: unknown[] },
  ) => Promise<QueryResult<Row>>
}

/** The database did not answer in time. Whether the statement took effect is not known. */
export class DatabaseTooSlow extends Error {
  override name = 'DatabaseTooSlow'
}

const PAUSE_MS = 100

// SQLSTATE: a lost connection, no connection left, a server that stops, crashed, or starts.
const AWAY = /^(08|53300|57P0[1-3]|ECONN|EPIPE|ENOTCONN)/

// What pg says without a code.
const LOST = /^(Connection terminated|Client (has encountered a connection error|was closed))/

/** The connection is gone, or there was none: on another one the same may well succeed. */
export const isAway = (err: unknown): boolean => {
  if (!(err instanceof Error)) return false
  const code = errorCode(err)
  return code === undefined ? LOST.test(err.message) : AWAY.test(code)
}

/**
 * A pool whose every statement ends before a deadline, so that a request is answered while the
 * sender still listens. A connection that keeps silent is closed: its statement is still running,
 * and what comes after would wait behind it.
 *
 * A statement whose connection is lost is sent again until then, for Vapi sends a report once: so none
 * may do more harm twice than once, committed or not.
 * @param deadline epoch milliseconds
 */
export const withDeadline = (pool: Pool, deadline: number): Database => {
  const once = onceBefore(pool, deadline)
  return {
    query: async <Row extends QueryResultRow>(config: QueryConfig & { values: unknown[] }) => {
      for (;;) {
        try {
          return await once.query<Row>(config)
        } catch (err) {
          if (!isAway(err) || Date.now() + PAUSE_MS >= deadline) throw err
          await sleep(PAUSE_MS)
        }
      }
    },
  }
}

/**
 * The same for what somebody reads: not sent again when its connection is lost, for he may ask again.
 * @param deadline epoch milliseconds
 */
export const onceBefore = (pool: Pool, deadline: number): Database => ({
  query: <Row extends QueryResultRow>(config: QueryConfig & { values: unknown[] }) =>
    new Promise<QueryResult<Row>>((resolve, reject) => {
      // Not even asked for a connection: under overload that would take it from those still in time.
      if (Date.now() >= deadline) throw new DatabaseTooSlow('Its turn came too late')
      let held: PoolClient | undefined
      let isLate = false
      const forget = onDeadline(deadline, () => {
        isLate = true
        reject(new DatabaseTooSlow(held ? 'No answer in time' : 'No connection in time'))
        held?.release(true)
      })
      const inTime = (settle: () => void) => {
        if (isLate) return
        forget()
        settle()
      }
      const ask = (client: PoolClient) => {
        if (isLate) return client.release()
        held = client
        client.query<Row>(config, (err: Error | null, result) =>
          inTime(() => {
            client.release(err !== null && !isAnswer(err))
            if (err) reject(err)
            else resolve(result)
          }),
        )
      }
      // Callbacks: pg makes two promises for each that is not given.
      pool.connect((err, client) => (client ? ask(client) : inTime(() => reject(err))))
    }),
})

/** Whether Postgres itself sent an error: it refused the data, and the connection is still usable. */
export const isAnswer = (err: unknown): boolean =>
  err instanceof Error && 'severity' in err && err.severity === 'ERROR'
