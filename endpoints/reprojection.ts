import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../src/access/byKey'
import { actorOf } from '../src/audit/actor'
import { doneOf } from '../src/fields/reprojection/counts'
import { dryRun } from '../src/fields/reprojection/dryRun'
import { takeDryRun } from '../src/fields/reprojection/dryRunTurns'
import { fieldLabels } from '../src/fields/reprojection/fieldLabels'
import {
  isActive,
  type ReprojectionRun,
  readRun,
  startRun,
  stopRun,
} from '../src/fields/reprojection/runs'
import { reprojectInBackground } from '../src/fields/reprojection/startReprojectionLoop'
import { countCalls } from '../src/ingest/reread/callsFrom'
import { refusal } from '../src/refusals/refusals'
import { jsonBody, requireLogin, requirePermissions } from './shared/caller'
import { answerPulled } from './shared/lines'
import { clientOf } from './shared/oneClient'

const bodySchema = z.strictObject({ dryRun: z.boolean().default(false) })

/** Whose calls a request is about: those of one client, or of all (null). Throws for who may not. */
type Scope = (req: PayloadRequest) => Promise<null | string>

const CALLS = ['call-summaries.change', 'webhook-deliveries.view'] as const

const refuseKeys = (req: PayloadRequest): void => {
  requireLogin(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
}

const ofClient: Scope = async (req) => {
  refuseKeys(req)
  await requirePermissions(req, 'users.change', ...CALLS)
  return clientOf(req, req.routeParams?.id)
}

const ofAll: Scope = async (req) => {
  refuseKeys(req)
  await requirePermissions(req, 'field-mapping.change', ...CALLS)
  return null
}

const shownRun = (run: ReprojectionRun) => {
  const { actor, counts, endedAt, id, startedAt, state, total } = run
  const done = doneOf(counts)
  return {
    counts,
    done,
    endedAt,
    id,
    startedAt,
    startedBy: actor.actorLabel,
    state,
    total: Math.max(done, total),
  }
}

/** The latest run over these calls, and whether one over other calls keeps a new one from being started. */
const answerState = async (
  { payload }: PayloadRequest,
  clientID: null | string,
  status = 200,
): Promise<Response> => {
  const run = await readRun(payload.db.pool)
  const isIt = run?.clientID === clientID
  if (run && isActive(run)) reprojectInBackground(payload)
  return Response.json(
    {
      otherIsRunning: run !== null && !isIt && isActive(run),
      run: run && isIt ? shownRun(run) : null,
    },
    { headers: { 'Cache-Control': 'no-store' }, status },
  )
}

const answerDryRun = async (req: PayloadRequest, clientID: null | string): Promise<Response> => {
  const { payload } = req
  const user = requireLogin(req)
  const end = takeDryRun(user.id)
  if (!end) {
    throw refusal('TOO_MANY_REQUESTS', {
      message: 'A preview of yours is running, or there are several others. Try again shortly.',
      retryAfter: 10,
    })
  }
  const controller = new AbortController()
  async function* lines() {
    yield { labels: await fieldLabels(payload.db.pool, clientID) }
    yield* dryRun({ clientID, payload, signal: controller.signal })
  }
  return answerPulled(req, lines(), () => {
    controller.abort()
    end()
  })
}

const start =
  (scope: Scope) =>
  async (req: PayloadRequest): Promise<Response> => {
    const clientID = await scope(req)
    const { payload } = req
    const { pool } = payload.db
    const { dryRun: isDryRun } = await jsonBody(req, bodySchema)
    if (isDryRun) return answerDryRun(req, clientID)
    const total = await countCalls(pool, clientID)
    const run = await startRun({ actor: actorOf(req), clientID, pool, total })
    if (!run) {
      const known = await readRun(pool)
      throw refusal(known && isActive(known) ? 'REPROJECTION_RUNNING' : 'REREAD_RUNNING')
    }
    return answerState(req, clientID, 202)
  }

const state = (scope: Scope) => async (req: PayloadRequest) => answerState(req, await scope(req))

const stop = (scope: Scope) => async (req: PayloadRequest) => {
  const clientID = await scope(req)
  await stopRun(req.payload.db.pool, clientID)
  return answerState(req, clientID)
}

/**
 * `POST /api/users/:id/reproject` reads the client's past calls again with the mapping of now, in the background.
 * With `{dryRun: true}` it writes nothing and answers as NDJSON what would change. `GET` says how far it is, and
 * `POST …/stop` ends it.
 */
export const reprojectClient: Endpoint[] = [
  { handler: start(ofClient), method: 'post', path: '/:id/reproject' },
  { handler: state(ofClient), method: 'get', path: '/:id/reproject' },
  { handler: stop(ofClient), method: 'post', path: '/:id/reproject/stop' },
]

/** `POST /api/reproject`, `GET /api/reproject`, `POST /api/reproject/stop`: the same with the calls of all clients. */
export const reprojectAll: Endpoint[] = [
  { handler: start(ofAll), method: 'post', path: '/reproject' },
  { handler: state(ofAll), method: 'get', path: '/reproject' },
  { handler: stop(ofAll), method: 'post', path: '/reproject/stop' },
]
