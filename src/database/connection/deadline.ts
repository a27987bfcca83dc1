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

// SQLSTATE and Node's codes: connection lost, no connection left, server stopping, crashed or starting.
const AWAY = /^(08|53300|57P0[1-3]|ECONN|EPIPE|ENOTCONN)/

// Errors of pg that have no code.
const LOST = /^(Connection terminated|Client (has encountered a connection error|was closed))/

/** Whether the connection was lost, or there was none: the same statement may succeed on another one. */
export const isAway = (err: unknown): boolean => {
  if (!(err instanceof Error)) return false
  const code = errorCode(err)
  return code === undefined ? LOST.test(err.message) : AWAY.test(code)
}

/**
 * A pool whose every statement ends before a deadline, so that a request is answered while the sender still
 * waits. A connection that does not respond is closed: its statement is still running, and the next one would
 * wait behind it.
 *
 * If its connection is lost, a statement is sent again until the deadline, because Vapi sends a report only
 * once. The first one may have been committed, so each statement has to be safe to repeat.
 * @param deadline epoch milliseconds; after it, queries reject with {@link DatabaseTooSlow}
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
 * The same for reads: if the connection is lost they are not sent again, because the reader can retry.
 * @param deadline epoch milliseconds; after it, queries reject with {@link DatabaseTooSlow}
 */
export const onceBefore = (pool: Pool, deadline: number): Database => ({
  query: <Row extends QueryResultRow>(config: QueryConfig & { values: unknown[] }) =>
    new Promise<QueryResult<Row>>((resolve, reject) => {
      // Does not even request a connection: under overload, that would take one from requests still in time.
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
      // With callbacks, because pg creates two promises for each one that is missing.
      pool.connect((err, client) => (client ? ask(client) : inTime(() => reject(err))))
    }),
})

/** Whether Postgres itself sent an error: it refused the data, and the connection is still usable. */
export const isAnswer = (err: unknown): boolean =>
  err instanceof Error && 'severity' in err && err.severity === 'ERROR'
