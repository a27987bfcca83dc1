import type { Pool } from 'pg'
import { MAX } from 'uuid'
import { z } from 'zod'
import { ACTOR_KINDS } from '../../audit/actions'
import type { Actor } from '../../audit/log'
import { newID } from '../../lib/newID'
import { countsSchema, NO_COUNTS, type ReprojectionCounts } from './counts'

/** The `scope` of its turn among the runs that read calls again, of which there is one at a time. */
export const REPROJECTION_SCOPE = 'reprojection'

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
    actor: actorSchema,
    attempts: z.number(),
    client_id: z.string().nullable(),
    counts: countsSchema,
    ended_at: z.date().nullable(),
    id: z.string(),
    /** First all calls, then once more those whose reports came while it ran. */
    phase: z.enum(['calls', 'recent']),
    place: z.string(),
    started_at: z.date(),
    state: z.enum(['running', 'stopping', 'done', 'stopped', 'failed']),
    total: z.number(),
  })
  .transform(({ client_id, ended_at, started_at, ...run }) => ({
    ...run,
    clientID: client_id,
    endedAt: ended_at,
    startedAt: started_at,
  }))

/** The latest run. `clientID` null: over the calls of all clients. `place`: the id of the call that was read last. */
export type ReprojectionRun = z.infer<typeof runSchema>

/** Whether a run is not over. */
export const isActive = ({ state }: Pick<ReprojectionRun, 'state'>): boolean =>
  state === 'running' || state === 'stopping'

const COLUMNS =
  'id, client_id, actor, state, phase, place, counts, total, attempts, started_at, ended_at'
const IS_ACTIVE = `run.state in ('running', 'stopping')`

const START = `
  insert into reprojections as run (id, client_id, actor, state, phase, place, counts, total, started_at)
  select $1, $2, $3, 'running', 'calls', '${MAX}', $4, $5, now()
  where not exists (select from call_rereads where ends_at > now() and scope <> '${REPROJECTION_SCOPE}')
  on conflict (only_one) do update set id = excluded.id, client_id = excluded.client_id,
    actor = excluded.actor, state = excluded.state, phase = excluded.phase, place = excluded.place,
    counts = excluded.counts, total = excluded.total, attempts = 0, started_at = excluded.started_at,
    ended_at = null
    where not (${IS_ACTIVE})
  returning ${COLUMNS}`
const READ = `select ${COLUMNS} from reprojections`
const TAKE = `
  update reprojections as run set attempts = attempts + 1 where ${IS_ACTIVE} returning ${COLUMNS}`
const SAVE = `
  update reprojections as run set phase = $2, place = $3, counts = $4, attempts = 0
  where id = $1 and ${IS_ACTIVE} returning ${COLUMNS}`
const STOP = `
  update reprojections as run set state = 'stopping'
  where client_id is not distinct from $1::uuid and state = 'running'`

const firstOf = (rows: readonly unknown[]): null | ReprojectionRun =>
  rows.length === 0 ? null : runSchema.parse(rows[0])

type Start = { actor: Actor; clientID: null | string; pool: Pool; total: number }

/** Begins a run. @returns null while another one, or one of `rereadTurn`, is not over */
export const startRun = async ({
  actor,
  clientID,
  pool,
  total,
}: Start): Promise<null | ReprojectionRun> => {
  const values = [newID(), clientID, JSON.stringify(actor), JSON.stringify(NO_COUNTS), total]
  return firstOf((await pool.query(START, values)).rows)
}

/** The latest run, of whichever calls; null if there was none. */
export const readRun = async (pool: Pool): Promise<null | ReprojectionRun> =>
  firstOf((await pool.query(READ)).rows)

/** Asks the run over these calls to stop, if there is one. It does so before the next few calls. */
export const stopRun = async (pool: Pool, clientID: null | string): Promise<void> =>
  void (await pool.query(STOP, [clientID]))

/** Counts one more attempt at the run that is not over. @returns null if there is none */
export const takeRun = async (pool: Pool): Promise<null | ReprojectionRun> =>
  firstOf((await pool.query(TAKE)).rows)

type Save = Pick<ReprojectionRun, 'id' | 'phase' | 'place'> & { counts: ReprojectionCounts }

/** Stores how far a run has got. @returns null if it is over: its client was deleted */
export const saveRun = async (
  pool: Pool,
  { counts, id, phase, place }: Save,
): Promise<null | ReprojectionRun> =>
  firstOf((await pool.query(SAVE, [id, phase, place, JSON.stringify(counts)])).rows)
