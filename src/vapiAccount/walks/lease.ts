import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

const KEEP_MS = 20_000

const TAKE = `
  with both_walks as (
    select kind from vapi_walks where account_id = $1::uuid order by kind for update
  )
  update vapi_walks walk set lease = $2::uuid, leased_until = now() + interval '1 minute'
  from both_walks where walk.account_id = $1::uuid and walk.kind = both_walks.kind
    and coalesce(walk.leased_until <= now(), true)`
const KEEP = `
  update vapi_walks set leased_until = now() + interval '1 minute'
  where account_id = $1::uuid and lease = $2::uuid`
const END = `
  update vapi_walks set lease = null, leased_until = null where account_id = $1::uuid and lease = $2::uuid`

/** The lease of one account's walks. It ends a minute after it was last renewed. */
export type WalkLease = {
  end: () => Promise<void>
  id: string
  /** Aborts when the lease is lost, or the work is to stop. */
  signal: AbortSignal
}

type Take = { accountID: string; pool: Pool; signal: AbortSignal }

/** Lets one process at a time work on an account's calls. @returns null while another one does */
export const takeWalkLease = async ({
  accountID,
  pool,
  signal,
}: Take): Promise<null | WalkLease> => {
  const id = randomUUID()
  const mine = [accountID, id]
  const { rowCount } = await pool.query(TAKE, mine)
  if (!rowCount) return null
  const lost = new AbortController()
  const keep = async () => {
    // If the database does not respond now, it may do so before the lease ends.
    const isMine = await pool.query(KEEP, mine).then(
      (kept) => kept.rowCount !== 0,
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
    id,
    signal: AbortSignal.any([signal, lost.signal]),
  }
}
