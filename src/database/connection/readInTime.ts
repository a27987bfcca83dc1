import type { Pool } from 'pg'
import { withTimeout } from '../../lib/withTimeout'
import { readPool } from './replica'

const STATEMENT_MS = 4_000
const READ_TIMEOUT_MS = 6_000

/** The database did not answer in the time that a page may take. */
export class TooLate extends Error {
  override name = 'TooLate'
}

/** Runs a statement and resolves with its rows. All statements see the same snapshot of the data. */
export type ReadInTime = (statement: {
  text: string
  values?: readonly unknown[]
}) => Promise<unknown[]>

/**
 * Reads for a page that must not take long: read-only, from a standby if one is up to date, and with a
 * time limit for each statement and for all of them.
 * @throws {TooLate} if they take longer
 */
export const readInTime = async <Result>(
  primary: Pool,
  work: (read: ReadInTime) => Promise<Result>,
): Promise<Result> => {
  const controller = new AbortController()
  try {
    return await withTimeout(run(primary, work, controller.signal), {
      milliseconds: READ_TIMEOUT_MS,
      onTimeout: () => {
        throw new TooLate('No answer in time')
      },
    })
  } catch (error) {
    controller.abort()
    throw error
  }
}

const run = async <Result>(
  primary: Pool,
  work: (read: ReadInTime) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> => {
  const pool = await readPool(primary)
  const client = await pool.connect()
  let isOver = false
  const release = (isLost: boolean) => {
    if (!isOver) client.release(isLost)
    isOver = true
  }
  // A statement that nobody waits for any more must not hold a connection.
  const giveUp = () => release(true)
  if (signal.aborted) giveUp()
  else signal.addEventListener('abort', giveUp, { once: true })
  try {
    // JIT compilation would take longer than any of these queries.
    await client.query(`begin isolation level repeatable read read only;
      set local statement_timeout = ${STATEMENT_MS}; set local jit = off`)
    const result = await work(async ({ text, values = [] }) => {
      const { rows } = await client.query({ text, values: [...values] })
      return rows
    })
    await client.query('commit')
    release(false)
    return result
  } catch (error) {
    const isUsable = await client.query('rollback').then(
      () => true,
      () => false,
    )
    release(!isUsable)
    throw error
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
