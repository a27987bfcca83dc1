import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'
import { ACTOR_KINDS } from '../../audit/actions'
import type { Actor } from '../../audit/log'
import { newID } from '../../lib/newID'
import { instant, text } from '../../lib/schemas'

/** What a run does: sets the webhook of clients at Vapi, or rotates their tokens together with Vapi. */
export type RunKind = 'rotate' | 'set_up'

const actorSchema = z.object({
  actor: z.string().nullable(),
  actorEmail: z.string().nullable(),
  actorKind: z.enum(ACTOR_KINDS.map(({ value }) => value)),
  actorLabel: z.string().nullable(),
  ip: z.string().nullable(),
  via: z.string().nullable(),
})

const runSchema = z
  .object({
    account_id: z.string(),
    account_label: z.string(),
    actor: actorSchema,
    done: z.number(),
    ended_at: instant.nullable(),
    failed: z.number(),
    grace_hours: z.coerce.number(),
    id: z.string(),
    kind: z.enum(['set_up', 'rotate']),
    problem: text,
    skipped: z.number(),
    started_at: instant,
    state: z.enum(['running', 'stopping', 'done', 'stopped', 'failed']),
    takes_over: z.boolean(),
    waiting: z.number(),
  })
  .transform((row) => ({
    accountID: row.account_id,
    accountLabel: row.account_label,
    actor: row.actor,
    counts: { done: row.done, failed: row.failed, skipped: row.skipped, waiting: row.waiting },
    endedAt: row.ended_at,
    graceHours: row.grace_hours,
    id: row.id,
    kind: row.kind,
    problem: row.problem,
    startedAt: row.started_at,
    state: row.state,
    takesOver: row.takes_over,
  }))

/** The latest run at an account. `counts`: its clients. `problem`: why the whole of it ended. */
export type VapiRun = z.infer<typeof runSchema>

export const isActive = ({ state }: Pick<VapiRun, 'state'>): boolean =>
  state === 'running' || state === 'stopping'

const SELECT = `
  select run.id, run.account_id, account.label as account_label, run.kind, run.takes_over, run.grace_hours,
    run.actor, run.state, run.problem, run.started_at, run.ended_at,
    count(item.*) filter (where item.state = 'waiting')::int as waiting,
    count(item.*) filter (where item.state = 'done')::int as done,
    count(item.*) filter (where item.state = 'skipped')::int as skipped,
    count(item.*) filter (where item.state = 'failed')::int as failed
  from vapi_runs run join vapi_accounts account on account.id = run.account_id
  left join vapi_run_items item on item.run_id = run.id`

/** Reads the latest run at one account, or those at all of them. */
export const readRuns = async (pool: Pool, accountID: null | string): Promise<VapiRun[]> => {
  const { rows } = await pool.query(
    `${SELECT} where $1::uuid is null or run.account_id = $1::uuid
    group by run.id, account.label order by run.started_at desc`,
    [accountID],
  )
  return z.array(runSchema).parse(rows)
}

const failuresSchema = z.array(
  z.object({ client_id: z.string(), label: z.string(), problem: text, state: z.string() }),
)

/** A client of a run whose webhook was not set or rotated, with the code of the reason. */
export type RunFailure = { clientID: string; label: string; problem: null | string }

const MOST_FAILURES = 200

/** The clients of a run that failed or were left, in its order. @returns at most 200 */
export const readFailures = async (pool: Pool, runID: string): Promise<RunFailure[]> => {
  const { rows } = await pool.query(
    `select item.client_id, item.state, item.problem,
      ${USER_LABEL_TEXT} as label
    from vapi_run_items item join users on users.id = item.client_id
    where item.run_id = $1::uuid and item.state in ('failed', 'skipped')
    order by item.place limit ${MOST_FAILURES}`,
    [runID],
  )
  return failuresSchema
    .parse(rows)
    .map(({ client_id, label, problem }) => ({ clientID: client_id, label, problem }))
}

type Start = {
  actor: Actor
  clientIDs: readonly string[]
  graceHours?: number
  kind: RunKind
  payload: Payload
  takesOver?: boolean
}

const startedSchema = z.array(z.object({ account_id: z.string() }))

/** How many clients have their turn, and at how many accounts. */
export type Started = { accounts: number; queued: number }

// Runs that are over make room for new ones. One that is not keeps its row, and the new one has none.
const START = `
  with wanted as materialized (
    select users.id as client_id, users.vapi_account_id as account_id, asked.place
    from unnest($1::uuid[]) with ordinality as asked(id, place)
    join users on users.id = asked.id
    where users.vapi_account_id is not null
  ), over as (
    delete from vapi_runs run using (select distinct account_id from wanted) mine
    where run.account_id = mine.account_id and run.state not in ('running', 'stopping')
  )
  select distinct account_id from wanted`
const INSERT = `
  insert into vapi_runs (id, account_id, kind, takes_over, grace_hours, actor, state, started_at)
  values ($1::uuid, $2::uuid, $3, $4, $5, $6, 'running', now())
  on conflict (account_id) do nothing returning account_id`
const ITEMS = `
  insert into vapi_run_items (run_id, client_id, place)
  select $1::uuid, users.id, asked.place
  from unnest($2::uuid[]) with ordinality as asked(id, place)
  join users on users.id = asked.id and users.vapi_account_id = $3::uuid
  on conflict do nothing`

/**
 * Begins a run at each account that these clients are at. Clients without an account are left out.
 * @returns null while one of the accounts has a run that is not over: then none is begun
 */
export const startRuns = async ({
  actor,
  clientIDs,
  graceHours = 24,
  kind,
  payload,
  takesOver = false,
}: Start): Promise<null | Started> => {
  const client = await payload.db.pool.connect()
  let isLost = false
  try {
    await client.query('begin')
    const accounts = startedSchema.parse((await client.query(START, [clientIDs])).rows)
    let queued = 0
    for (const { account_id } of accounts) {
      const id = newID()
      const values = [id, account_id, kind, takesOver, graceHours, JSON.stringify(actor)]
      const { rowCount } = await client.query(INSERT, values)
      if (rowCount === 0) {
        await client.query('rollback')
        return null
      }
      queued += (await client.query(ITEMS, [id, clientIDs, account_id])).rowCount ?? 0
    }
    await client.query('commit')
    return { accounts: accounts.length, queued }
  } catch (error) {
    isLost = true
    throw error
  } finally {
    client.release(isLost)
  }
}

/** Asks the run at an account to stop, if there is one. It does so before the next client. */
export const stopRun = async (pool: Pool, accountID: string): Promise<void> =>
  void (await pool.query(
    `update vapi_runs set state = 'stopping' where account_id = $1::uuid and state = 'running'`,
    [accountID],
  ))

const TAKE = `
  update vapi_runs set lease = $1::uuid, leased_until = now() + interval '10 minutes'
  where id = (select id from vapi_runs
    where state in ('running', 'stopping') and (leased_until is null or leased_until <= now())
    order by started_at limit 1 for update skip locked)
  returning account_id`

/** A run that this process may go on with. */
export type TakenRun = { lease: string; run: VapiRun }

/** Takes a run that no process is at. @returns null if there is none */
export const takeRun = async (pool: Pool): Promise<null | TakenRun> => {
  const lease = randomUUID()
  const [taken] = startedSchema.parse((await pool.query(TAKE, [lease])).rows)
  if (!taken) return null
  const [run] = await readRuns(pool, taken.account_id)
  return run ? { lease, run } : null
}

// A client at which processes died, or Vapi did not answer, is tried so often.
const NEXT = `
  with mine as (
    update vapi_runs set leased_until = now() + interval '10 minutes'
    where id = $1::uuid and lease = $2::uuid and state = 'running' returning id
  ), next as (
    select item.client_id from vapi_run_items item join mine on mine.id = item.run_id
    where item.state = 'waiting' order by item.place limit 1
  )
  update vapi_run_items item set attempts = attempts + 1 from next
  where item.run_id = $1::uuid and item.client_id = next.client_id
  returning item.client_id, item.attempts`
const nextSchema = z.array(z.object({ attempts: z.number(), client_id: z.string() }))

/** The next client of a run. @returns null: there is none, or the run was stopped, or another process has it */
export const nextItem = async (
  pool: Pool,
  { lease, run }: TakenRun,
): Promise<null | { attempts: number; clientID: string }> => {
  const [next] = nextSchema.parse((await pool.query(NEXT, [run.id, lease])).rows)
  return next ? { attempts: next.attempts, clientID: next.client_id } : null
}

type Item = { clientID: string; problem: null | string; state: 'done' | 'failed' | 'skipped' }

/** Stores what came of a client. */
export const endItem = async (
  pool: Pool,
  { run }: TakenRun,
  { clientID, problem, state }: Item,
): Promise<void> =>
  void (await pool.query(
    `update vapi_run_items set state = $3, problem = $4
    where run_id = $1::uuid and client_id = $2::uuid`,
    [run.id, clientID, state, problem],
  ))

/** Leaves a run to whoever takes it next, after a pause. */
export const leaveRun = async (
  pool: Pool,
  { lease, run }: TakenRun,
  seconds: number,
): Promise<void> =>
  void (await pool.query(
    `update vapi_runs set lease = null, leased_until = now() + make_interval(secs => $3)
    where id = $1::uuid and lease = $2::uuid`,
    [run.id, lease, seconds],
  ))

/** Ends a run. What was asked to stop is stopped. `problem`: why it could not go on. */
export const endRun = async (
  pool: Pool,
  { lease, run }: TakenRun,
  problem: null | string,
): Promise<void> =>
  void (await pool.query(
    `update vapi_runs set lease = null, leased_until = null, ended_at = now(), problem = $3,
      state = case when $3::text is not null then 'failed' when state = 'stopping' then 'stopped' else 'done' end
    where id = $1::uuid and lease = $2::uuid`,
    [run.id, lease, problem],
  ))
