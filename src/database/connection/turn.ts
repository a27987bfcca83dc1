import type { Pool } from 'pg'
import { ADVISORY } from './locks'

/** What the work of a turn queries: the connection whose transaction holds the lock, and no second one. */
export type TurnClient = Pick<Pool, 'query'>

type WithTurn<Result> = {
  lock: keyof typeof ADVISORY
  pool: Pool
  work: (client: TurnClient) => Promise<Result>
}

/**
 * Does a short piece of work that only one process of a database may do at a time. The lock belongs to the
 * transaction of the work, so it also works behind a pooler such as PgBouncer, and a process that dies
 * releases it.
 * @returns null if another process is doing the work
 */
export const withTurn = async <Result>({
  lock,
  pool,
  work,
}: WithTurn<Result>): Promise<null | { result: Result }> => {
  const client = await pool.connect()
  let isLost = false
  try {
    await client.query('begin')
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_xact_lock($1) as mine',
      [ADVISORY[lock]],
    )
    const done = rows[0]?.mine === true ? { result: await work(client) } : null
    await client.query('commit')
    return done
  } catch (error) {
    isLost = true
    throw error
  } finally {
    // A connection whose transaction did not end cleanly is closed, and the lock with it.
    client.release(isLost)
  }
}
