import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/** The lease of the one import that may run. It ends a minute after it was last renewed. */
export type ImportTurn = {
  end: () => Promise<void>
  /** Aborts when the lease has ended: another import may be running then. */
  signal: AbortSignal
}

const KEEP_MS = 20_000

const TAKE = `insert into import_turns as turn (holder, ends_at)
  values ($1, now() + interval '1 minute')
  on conflict (only_one) do update set holder = excluded.holder, ends_at = excluded.ends_at
    where turn.ends_at < now()`
const KEEP = `update import_turns set ends_at = now() + interval '1 minute' where holder = $1`
const END = 'delete from import_turns where holder = $1'

/**
 * Lets one import run at a time, across all processes and the command. Renewed until it is ended.
 * @returns null while another one is running
 */
export const takeImportTurn = async (pool: Pool): Promise<ImportTurn | null> => {
  const mine = [randomUUID()]
  const { rowCount } = await pool.query(TAKE, mine)
  if (rowCount === 0) return null
  const lost = new AbortController()
  const keep = async () => {
    // If the database does not respond now, it may do so before the lease ends.
    const isMine = await pool.query(KEEP, mine).then(
      (kept) => kept.rowCount === 1,
      () => true,
    )
    if (!isMine) lost.abort()
  }
  const keeping = setInterval(() => void keep(), KEEP_MS).unref()
  return {
    end: async () => {
      clearInterval(keeping)
      await pool.query(END, mine)
    },
    signal: lost.signal,
  }
}
