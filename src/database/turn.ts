import type { Pool } from 'pg'
import { ADVISORY } from './locks'

type WithTurn = {
  lock: keyof typeof ADVISORY
  pool: Pool
  /** @param assertMine fails once the lock is lost: to be asked before each step */
  work: (assertMine: () => Promise<void>) => Promise<void>
}

/**
 * Does work that one process of a database does at a time, unless another is at it already. The lock
 * belongs to a transaction, so that it also holds behind a pooler such as PgBouncer; the transaction
 * does nothing else, and so keeps no vacuum from its work. A process that dies gives it back.
 * @returns whether it was this one's turn
 */
export const withTurn = async ({ lock, pool, work }: WithTurn): Promise<boolean> => {
  const client = await pool.connect()
  let isLost = false
  try {
    await client.query('begin')
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_xact_lock($1) as mine',
      [ADVISORY[lock]],
    )
    const isMine = rows[0]?.mine === true
    if (isMine) {
      await work(async () => {
        // Also tells Postgres and poolers that time out idle transactions that this one is not.
        await client.query('select 1')
      })
    }
    await client.query('commit')
    return isMine
  } catch (error) {
    isLost = true
    throw error
  } finally {
    // A connection whose transaction did not end cleanly is closed, and the lock with it.
    client.release(isLost)
  }
}
