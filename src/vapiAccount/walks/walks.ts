import type { Pool } from 'pg'
import { z } from 'zod'
import { DAY_MS } from '../../lib/time/units'
import { MAX_WINDOW_DAYS } from '../completeness/completeness'
import { EDGE_MS, PAGE_CALLS, type WalkPlace } from './step'

/** `fresh`: calls that changed lately. `whole`: all that Vapi keeps; it proves that nothing is missing. */
const WALK_KINDS = ['fresh', 'whole'] as const

export type WalkKind = (typeof WALK_KINDS)[number]

const walkSchema = z
  .object({
    calls: z.number(),
    from_at: z.date().nullable(),
    le: z.date(),
    moves: z.number(),
    page_limit: z.number(),
    requests: z.number(),
    since_at: z.date().nullable(),
    started_at: z.date(),
  })
  .transform(({ from_at, page_limit, since_at, started_at, ...walk }) => ({
    ...walk,
    from: from_at,
    pageLimit: page_limit,
    since: since_at,
    startedAt: started_at,
  }))

/** A walk that is not over. `since`: only calls that changed since then; null: all. */
export type Walk = z.infer<typeof walkSchema>

const COLUMNS = 'calls, from_at, le, moves, page_limit, requests, since_at, started_at'

/** Calls change once more while they are listed: summaries, costs. */
const OVERLAP = `interval '30 minutes'`

/**
 * Fresh calls are walked 15 minutes after the last walk, once all were walked. All are walked every day, when somebody
 * asks, and sooner if the last walk did not get to the end. A walk that had to wait goes on when it is due.
 */
export const IS_WALK_DUE = `(coalesce(walk.due_at <= now(), true) and case
    when walk.state = 'running' then true
    when walk.kind = 'fresh' then coalesce(greatest(walk.started_at, (
        select max(every_walk.completed_from) from vapi_walks every_walk
        where every_walk.account_id = walk.account_id
      )) < now() - interval '15 minutes', false)
    else coalesce(walk.requested_at > walk.started_at, false)
      or coalesce(walk.started_at < now()
        - case when walk.is_incomplete then interval '6 hours' else interval '1 day' end, true)
  end)`

const CREATE = `
  insert into vapi_walks (account_id, kind)
  select account.id, kind from vapi_accounts account cross join unnest(array['fresh', 'whole']) kind
  where account.id = $1::uuid on conflict do nothing`

/**
 * Begins a due walk, or reads where it is. Fresh calls are those that changed since the last walk that got to the end
 * of the list began; before there was one, they have to wait for it.
 */
const TAKE = `
  update vapi_walks walk set (state, since_at, from_at, le, page_limit, moves, requests, calls, started_at, problem) = (
    select 'running', case when walk.state = 'running' then walk.since_at else begun.since end,
      case when walk.state = 'running' then walk.from_at when walk.kind = 'whole' then $3::timestamptz end,
      case when walk.state = 'running' then walk.le else now() end,
      case when walk.state = 'running' then walk.page_limit else ${PAGE_CALLS} end,
      case when walk.state = 'running' then walk.moves else 0 end,
      case when walk.state = 'running' then walk.requests else 0 end,
      case when walk.state = 'running' then walk.calls else 0 end,
      case when walk.state = 'running' then walk.started_at else now() end,
      case when walk.state = 'running' then walk.problem end
    from (
      select case when walk.kind = 'fresh' then max(completed_from) - ${OVERLAP} end as since
      from vapi_walks where account_id = $1::uuid
    ) begun
  )
  where account_id = $1::uuid and kind = $2 and ${IS_WALK_DUE}
  returning ${COLUMNS}`

const SAVE = `
  update vapi_walks set from_at = $3, le = $4, page_limit = $5, moves = $6, requests = requests + $7,
    calls = calls + $8, problem = null, due_at = null
  where account_id = $1::uuid and kind = $2 and lease = $9::uuid and state = 'running'`

const END = `
  update vapi_walks set state = case when $3::text is null then 'complete' else 'incomplete' end,
    from_at = $6, requests = requests + $5, problem = $3, is_incomplete = $3::text is not null, ended_at = now(), due_at = null,
    completed_at = case when $3::text is null then now() else completed_at end,
    completed_from = case when $3::text is null then started_at else completed_from end,
    requested_at = case when requested_at > started_at then requested_at end
  where account_id = $1::uuid and kind = $2 and lease = $4::uuid and state = 'running'`

const WAIT = `
  update vapi_walks set due_at = now() + make_interval(secs => $2::float8),
    problem = case when state = 'running' then $3 else problem end
  where account_id = $1::uuid`

type OfWalk = { accountID: string; kind: WalkKind; pool: Pick<Pool, 'query'> }

/** From when on Vapi is asked for calls. @param days for how long it keeps them; null: not known, or without limit */
export const windowStart = (days: null | number, now: Date): Date =>
  new Date(now.getTime() - Math.min(days ?? MAX_WINDOW_DAYS, MAX_WINDOW_DAYS) * DAY_MS + EDGE_MS)

/** Makes the rows of an account's walks, if they are not there. */
export const createWalks = async ({ accountID, pool }: Omit<OfWalk, 'kind'>): Promise<void> =>
  void (await pool.query(CREATE, [accountID]))

/** Begins or continues a walk. @returns null if it is not due */
export const takeWalk = async ({
  accountID,
  from,
  kind,
  pool,
}: OfWalk & { from: Date }): Promise<null | Walk> => {
  const { rows } = await pool.query(TAKE, [accountID, kind, from])
  return rows.length === 0 ? null : walkSchema.parse(rows[0])
}

type Held = OfWalk & { lease: string }

/** Saves how far a walk got. @returns false if the lease is somebody else's by now */
export const saveWalk = async ({
  accountID,
  calls,
  kind,
  lease,
  place,
  pool,
  requests,
}: Held & { calls: number; place: WalkPlace; requests: number }): Promise<boolean> => {
  const { from, le, moves, pageLimit } = place
  const values = [accountID, kind, from, le, pageLimit, moves, requests, calls, lease]
  return (await pool.query(SAVE, values)).rowCount === 1
}

/**
 * Ends a walk. `from`: it read calls created since then; null: of all times. `problem`: why it did not get to the end of
 * the list; null: it did.
 */
export const endWalk = async ({
  accountID,
  from,
  kind,
  lease,
  pool,
  problem,
  requests,
}: Held & { from: Date | null; problem: null | string; requests: number }): Promise<void> =>
  void (await pool.query(END, [accountID, kind, problem, lease, requests, from]))

/** Lets an account rest. @param problem why, for its walks that are under way */
export const restAccount = async ({
  accountID,
  pool,
  problem,
  seconds,
}: Omit<OfWalk, 'kind'> & { problem: string; seconds: number }): Promise<void> =>
  void (await pool.query(WAIT, [accountID, seconds, problem]))
