import type { Pool } from 'pg'
import { NIL } from 'uuid'
import { z } from 'zod'

/**
 * Two passes over the changes: `new`, since the desk began to index, and `old`, everything before. So a
 * desk with years of calls can find today's immediately.
 */
export const LANES = ['new', 'old'] as const
export type Lane = (typeof LANES)[number]

/** How far a lane has got, and the transaction up to which it may read now. */
export type Progress = { client: string; id: string; transaction: string; until: string }

/**
 * Starts both lanes at the oldest transaction that is still running, unless they have started. Starts them
 * again after the database was restored: its changes then carry transaction IDs of another database.
 */
const BEGIN = `
  with feed as (
    select id, pg_snapshot_xmin(pg_current_snapshot()) as settled from call_summaries_feed
  ), begun as (
    select feed.id, feed.settled from feed
    where not exists (select from call_search_progress where lane = 'new' and feed = feed.id)
  )
  insert into call_search_progress (lane, feed, transaction, client, id, until)
  select lane.name, begun.id, case lane.name when 'new' then begun.settled else '0' end, '${NIL}', '${NIL}',
    case lane.name when 'old' then begun.settled end
  from begun, unnest(array['new', 'old']) lane (name)
  on conflict (lane) do update set feed = excluded.feed, transaction = excluded.transaction,
    client = excluded.client, id = excluded.id, until = excluded.until`

const READ = `
  select client, id, transaction::text,
    coalesce(until, pg_snapshot_xmin(pg_current_snapshot()))::text as until
  from call_search_progress where lane = $1`

const readSchema = z.array(
  z.object({ client: z.string(), id: z.string(), transaction: z.string(), until: z.string() }),
)

/** Starts the lanes that have not started. */
export const beginLanes = async (pool: Pick<Pool, 'query'>): Promise<void> => {
  await pool.query(BEGIN)
}

/** Reads how far a lane has got; null if the lane has ended. */
export const readProgress = async (
  pool: Pick<Pool, 'query'>,
  lane: Lane,
): Promise<null | Progress> => {
  const { rows } = await pool.query({ name: 'desk_search_progress', text: READ, values: [lane] })
  return readSchema.parse(rows)[0] ?? null
}

/** Ends the lane `old`, once everything in it is indexed. */
export const endOldLane = async (pool: Pick<Pool, 'query'>): Promise<void> => {
  await pool.query("delete from call_search_progress where lane = 'old'")
}
