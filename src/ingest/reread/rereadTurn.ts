import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { MAX } from 'uuid'
import { z } from 'zod'

const placeSchema = z.object({
  counts: z.record(z.string(), z.number()),
  /** The id of the call that was read last; earlier calls come next. */
  place: z.string(),
})

/** How far a run has got. */
type Place = z.infer<typeof placeSchema>

/** The turn of a run over many calls. There is one at a time, across all processes. */
export type RereadTurn = {
  /** Where the run begins, and what an earlier run had done before it was interrupted. */
  begin: Place
  /** Ends the turn. A run that is not done leaves its place, so that it can be resumed. */
  end: (isDone: boolean) => Promise<void>
  /**
   * Renews the lease and stores the place. Returns false if the lease has expired: another run may have the
   * turn.
   */
  renew: (place: Place) => Promise<boolean>
}

const TAKE = `
  insert into call_rereads as run (holder, ends_at, scope, place, counts)
  values ($1, now() + interval '1 minute', $2, '${MAX}', '{}')
  on conflict (only_one) do update set holder = excluded.holder, ends_at = excluded.ends_at,
    scope = excluded.scope,
    place = case when $3 and run.scope = excluded.scope then run.place else excluded.place end,
    counts = case when $3 and run.scope = excluded.scope then run.counts else excluded.counts end
    where run.ends_at <= now()
  returning place, counts`
const RENEW = `
  update call_rereads set ends_at = now() + interval '1 minute', place = $2, counts = $3
  where holder = $1 and ends_at > now()`
const LEAVE = 'update call_rereads set ends_at = now() where holder = $1'
const END = 'delete from call_rereads where holder = $1'

type TakeTurn = {
  pool: Pool
  /** Whether to resume where an earlier run over the same calls was interrupted. */
  resume: boolean
  /** Which calls the run is for. Runs with the same text are for the same calls. */
  scope: string
}

/**
 * Allows one reread of many calls at a time. It is a lease that expires after a minute without renewal: a
 * PostgreSQL lock would hold a connection for the whole run.
 * @returns null while another run has the turn
 */
export const takeRereadTurn = async ({
  pool,
  resume,
  scope,
}: TakeTurn): Promise<null | RereadTurn> => {
  const holder = randomUUID()
  const { rows } = await pool.query(TAKE, [holder, scope, resume])
  const begin = placeSchema.safeParse(rows[0]).data
  if (!begin) return null
  return {
    begin,
    end: async (isDone) => void (await pool.query(isDone ? END : LEAVE, [holder])),
    renew: async ({ counts, place }) =>
      (await pool.query(RENEW, [holder, place, JSON.stringify(counts)])).rowCount === 1,
  }
}
