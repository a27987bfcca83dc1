import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/** A lease for the one export that a user may run. It ends a minute after it was last renewed. */
export type ExportTurn = {
  end: () => Promise<void>
  /** Renews the lease. False if it has ended; another export may be running then. */
  keep: () => Promise<boolean>
}

const TAKE = `insert into export_turns (user_id, holder, ends_at)
  values ($1, $2, now() + interval '1 minute')
  on conflict (user_id) do update set holder = excluded.holder, ends_at = excluded.ends_at
    where export_turns.ends_at < now()`
const KEEP = `update export_turns set ends_at = now() + interval '1 minute'
  where user_id = $1 and holder = $2`
const END = 'delete from export_turns where user_id = $1 and holder = $2'

/**
 * Lets a user run one export at a time, across all processes. It is a lease, since a PostgreSQL lock
 * would hold a connection for as long as the reader takes.
 * @returns null while another export is running
 */
export const takeExportTurn = async (pool: Pool, userID: string): Promise<ExportTurn | null> => {
  const mine = [userID, randomUUID()]
  const taken = await pool.query(TAKE, mine)
  if (taken.rowCount === 0) return null
  return {
    end: async () => void (await pool.query(END, mine)),
    keep: async () => (await pool.query(KEEP, mine)).rowCount === 1,
  }
}
