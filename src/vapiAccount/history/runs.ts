import type { Pool } from 'pg'
import { z } from 'zod'
import { ACTOR_KINDS } from '../../audit/actions'
import type { Actor } from '../../audit/log'
import { newID } from '../../lib/newID'
import { countsSchema, NO_COUNTS } from './counts'
import type { Place } from './place'
import { HISTORY_PROBLEMS, type HistoryProblem } from './problems'

const actorSchema = z.object({
  actor: z.string().nullable(),
  actorEmail: z.string().nullable(),
  actorKind: z.enum(ACTOR_KINDS.map(({ value }) => value)),
  actorLabel: z.string().nullable(),
  ip: z.string().nullable(),
  via: z.string().nullable(),
})

const fromsSchema = z.record(z.string(), z.iso.datetime())

/** By client: calls before this time are not theirs. */
export type Froms = z.infer<typeof fromsSchema>

const placeOf = (at: Date, seen: readonly string[]): Place => ({ at, seen })

const runSchema = z
  .object({
    account_id: z.string(),
    actor: actorSchema,
    asked_from: z.date().nullable(),
    attempts: z.number(),
    client_id: z.string().nullable(),
    counts: countsSchema,
    ended_at: z.date().nullable(),
    expected: z.number().nullable(),
    from_at: z.date(),
    froms: fromsSchema,
    id: z.string(),
    is_dry_run: z.boolean(),
    moves: z.number(),
    page_limit: z.number(),
    place: z.date(),
    problem: z.enum(HISTORY_PROBLEMS).nullable().catch('unexpected'),
    seen: z.array(z.string()),
    started_at: z.date(),
    state: z.enum(['running', 'stopping', 'done', 'stopped', 'failed']),
  })
  .transform(({ place: at, seen, ...row }) => ({
    accountID: row.account_id,
    actor: row.actor,
    askedFrom: row.asked_from,
    attempts: row.attempts,
    clientID: row.client_id,
    counts: row.counts,
    endedAt: row.ended_at,
    expected: row.expected,
    fromAt: row.from_at,
    froms: row.froms,
    id: row.id,
    isDryRun: row.is_dry_run,
    moves: row.moves,
    pageLimit: row.page_limit,
    place: placeOf(at, seen),
    problem: row.problem,
    startedAt: row.started_at,
    state: row.state,
  }))

/**
 * The latest import of past calls from an account, or its latest dry run. `clientID` null: of all clients. `fromAt`: how
 * far back it goes. `place`: how far it has got. `expected`: how many calls its dry run had found.
 */
export type HistoryRun = z.infer<typeof runSchema>

/** Whether a run is not over. */
export const isActive = ({ state }: Pick<HistoryRun, 'state'>): boolean =>
  state === 'running' || state === 'stopping'

/** How long a process has a run without a sign of life. */
const LEASE = `interval '30 seconds'`
export const PAGE_LIMIT = 100

const COLUMNS = `account_id, id, client_id, actor, is_dry_run, state, problem, asked_from, froms,
  from_at, place, seen, page_limit, moves, counts, expected, attempts, started_at, ended_at`
const IS_ACTIVE = `run.state in ('running', 'stopping')`
const IS_MINE = `run.account_id = $1 and run.lease = $2 and ${IS_ACTIVE}`

const START = `
  insert into vapi_histories as run (account_id, id, client_id, actor, is_dry_run, state, asked_from, froms,
    from_at, place, seen, page_limit, counts, started_at)
  values ($1, $2, $3, $4, $5, 'running', $6, $7, $8, now(), '[]', ${PAGE_LIMIT}, $9, now())
  on conflict (account_id) do update set id = excluded.id, client_id = excluded.client_id,
    actor = excluded.actor, is_dry_run = excluded.is_dry_run, state = excluded.state, problem = null,
    asked_from = excluded.asked_from, froms = excluded.froms, from_at = excluded.from_at,
    place = excluded.place, seen = excluded.seen, page_limit = excluded.page_limit, moves = 0,
    counts = excluded.counts, attempts = 0, due_at = now(), lease = null, leased_until = null,
    expected = case when run.is_dry_run and run.state = 'done' and not excluded.is_dry_run
      and run.client_id is not distinct from excluded.client_id then (run.counts ->> 'found')::int end,
    started_at = excluded.started_at, ended_at = null
    where not (${IS_ACTIVE})
  returning ${COLUMNS}`
const READ = `select ${COLUMNS} from vapi_histories where account_id = $1`
const CLAIM = `
  update vapi_histories as run set lease = $1, leased_until = now() + ${LEASE}, attempts = attempts + 1
  where account_id = (
    select account_id from vapi_histories as run
    where ${IS_ACTIVE} and (lease is null or leased_until < now())
      and (due_at <= now() or state = 'stopping')
    order by due_at limit 1 for update skip locked)
  returning ${COLUMNS}`
const SAVE = `
  update vapi_histories as run set place = $3, seen = $4, page_limit = $5, moves = $6, from_at = $7, counts = $8,
    attempts = case when run.place = $3 and run.seen = $4 then run.attempts else 0 end,
    leased_until = now() + ${LEASE}
  where ${IS_MINE} returning ${COLUMNS}`
const RENEW = `
  update vapi_histories as run set leased_until = now() + ${LEASE} where ${IS_MINE} returning account_id`
const GIVE_BACK = `
  update vapi_histories as run set lease = null, leased_until = null, problem = $3,
    attempts = case when $4::int is null then 0 else attempts end,
    due_at = now() + make_interval(secs => coalesce($4::int, 0))
  where ${IS_MINE}`
const STOP = `
  update vapi_histories as run set state = 'stopping'
  where account_id = $1 and client_id is not distinct from $2::uuid and state = 'running'`

const firstOf = (rows: readonly unknown[]): HistoryRun | null =>
  rows.length === 0 ? null : runSchema.parse(rows[0])

type Start = Pick<
  HistoryRun,
  'accountID' | 'askedFrom' | 'clientID' | 'fromAt' | 'froms' | 'isDryRun'
> & {
  actor: Actor
  pool: Pool
}

/** Begins a run. @returns null while another one of the account is not over */
export const startRun = async ({ pool, ...run }: Start): Promise<HistoryRun | null> => {
  const { accountID, actor, askedFrom, clientID, fromAt, froms, isDryRun } = run
  const json = [JSON.stringify(froms), fromAt, JSON.stringify(NO_COUNTS)]
  const values = [accountID, newID(), clientID, JSON.stringify(actor), isDryRun, askedFrom, ...json]
  return firstOf((await pool.query(START, values)).rows)
}

/** The latest run of an account; null if there was none. */
export const readRun = async (pool: Pool, accountID: string): Promise<HistoryRun | null> =>
  firstOf((await pool.query(READ, [accountID])).rows)

/** Asks the run over these calls to stop, if there is one. It does so before its next call. */
export const stopRun = async (
  pool: Pool,
  { accountID, clientID }: Pick<HistoryRun, 'accountID' | 'clientID'>,
): Promise<void> => void (await pool.query(STOP, [accountID, clientID]))

/** Takes a run that is due and that no other process has, and counts an attempt. @returns null if there is none */
export const claimRun = async (pool: Pool, lease: string): Promise<HistoryRun | null> =>
  firstOf((await pool.query(CLAIM, [lease])).rows)

/** A run that this process has, and by what. */
export type Held = { lease: string; pool: Pool; run: HistoryRun }

/** Stores how far a run has got, and keeps it. @returns null if it is over, or another process has it */
export const saveRun = async ({ lease, pool, run }: Held): Promise<HistoryRun | null> => {
  const { accountID, counts, fromAt, moves, pageLimit, place } = run
  const json = [
    place.at,
    JSON.stringify(place.seen),
    pageLimit,
    moves,
    fromAt,
    JSON.stringify(counts),
  ]
  return firstOf((await pool.query(SAVE, [accountID, lease, ...json])).rows)
}

/** Keeps a run while a request to Vapi takes its time. @returns false if it is over, or another process has it */
export const renewRun = async ({ lease, pool, run }: Held): Promise<boolean> =>
  (await pool.query(RENEW, [run.accountID, lease])).rows.length > 0

type GiveBack = Held & {
  /** What went wrong. */
  problem: HistoryProblem | null
  /** null: any process may go on now, and this was no failed attempt. */
  retryAfterSeconds: null | number
}

/** Leaves a run that is not over to the next attempt. */
export const giveBackRun = async (given: GiveBack): Promise<void> => {
  const { lease, pool, problem, retryAfterSeconds, run } = given
  await pool.query(GIVE_BACK, [run.accountID, lease, problem, retryAfterSeconds])
}
