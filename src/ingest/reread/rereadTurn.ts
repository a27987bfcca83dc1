import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { MAX } from 'uuid'
import { z } from 'zod'

const placeSchema = z.object({
  counts: z.record(z.string(), z.number()),
  /** The call that was read last; those before it in time come next. */
  place: z.string(),
})

/** How far a run has come. */
type Place = z.infer<typeof placeSchema>

/** The one run over many calls that there is at a time, over all processes. */
export type RereadTurn = {
  /** Where the run begins, and what an earlier one did before it was cut off. */
  begin: Place
  /** Ends it. A run that did not get to its end leaves its place, to be gone on from. */
  end: (isDone: boolean) => Promise<void>
  /** Says that it goes on, and how far it is. False when it is over, and may be somebody else's. */
  keep: (place: Place) => Promise<boolean>
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
const KEEP = `
  update call_rereads set ends_at = now() + interval '1 minute', place = $2, counts = $3
  where holder = $1 and ends_at > now()`
const LEAVE = 'update call_rereads set ends_at = now() where holder = $1'
const END = 'delete from call_rereads where holder = $1'

type TakeTurn = {
  pool: Pool
  /** Whether to go on where an earlier run over the same calls was cut off. */
  resume: boolean
  /** Which calls it is for: those of one text are the same. */
  scope: string
}

/**
 * Lets one run at a time read many calls anew. A lease, since a lock of PostgreSQL's would hold a connection
 * for as long as it takes; it is over by itself a minute after it was last kept.
 * @returns null while another one runs
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
    keep: async ({ counts, place }) =>
      (await pool.query(KEEP, [holder, place, JSON.stringify(counts)])).rowCount === 1,
  }
}
