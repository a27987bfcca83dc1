import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { manageClients, STAFF } from '../../src/access/users'
import { actorOf } from '../../src/audit/actor'
import { refusal } from '../../src/refusals/refusals'
import { runInBackground } from '../../src/vapiAccount/runs/runInBackground'
import {
  isActive,
  readFailures,
  readRuns,
  startRuns,
  stopRun,
  type VapiRun,
} from '../../src/vapiAccount/runs/runs'
import { answerProgress } from '../shared/lines'
import { permittedSelection, selectedIDs } from '../shared/selection'
import { requireAddress, requirePerson } from './permitted'

/** Two seconds a client: a run of more would take half a day. */
const MOST_CLIENTS = 10_000

const optionsSchema = z.strictObject({ takeOver: z.boolean().default(false) })

const shown = ({ actor, takesOver: _, ...run }: VapiRun) => ({
  ...run,
  startedBy: actor.actorLabel,
})

const noStore = { 'Cache-Control': 'no-store' }

async function* only(result: object): AsyncGenerator<object> {
  yield result
}

const start: Endpoint = {
  handler: async (req) => {
    await requirePerson(req)
    const asked = await permittedSelection(req, { options: optionsSchema, permit: manageClients })
    const { options, permitted, selection } = asked
    requireAddress(req)
    const ids = await selectedIDs({ collection: 'users', permitted, req, selection })
    const staff = await selectedIDs({ collection: 'users', permitted: STAFF, req, selection })
    if (ids.length > MOST_CLIENTS) {
      const message = `At most ${MOST_CLIENTS} clients can be set up in one run. Select fewer.`
      throw refusal('BODY_INVALID', { message })
    }
    const { payload } = req
    const started = await startRuns({
      actor: actorOf(req),
      clientIDs: ids,
      kind: 'set_up',
      payload,
      takesOver: options.takeOver,
    })
    if (!started) throw refusal('VAPI_RUN_RUNNING')
    runInBackground(payload)
    return answerProgress(
      req,
      only({
        queued: started.queued,
        skipped: ids.length - started.queued,
        ...(staff.length > 0 ? { staffLeftAlone: staff.length } : {}),
      }),
    )
  },
  method: 'post',
  path: '/vapi-setup',
}

const list: Endpoint = {
  handler: async (req) => {
    await requirePerson(req)
    const { payload } = req
    const runs = await readRuns(payload.db.pool, null)
    if (runs.some(isActive)) runInBackground(payload)
    return Response.json({ runs: runs.map(shown) }, { headers: noStore })
  },
  method: 'get',
  path: '/vapi-setup',
}

/**
 * `POST /api/users/vapi-setup` `{ids | where | all, takeOver?}`: sets the webhook of the selected clients at Vapi in the
 * background, one run at each account. Another receiver is only replaced with `takeOver`. `GET` lists the latest run
 * of each account.
 */
export const vapiSetupRuns: Endpoint[] = [start, list]

const accountOf = async (req: PayloadRequest): Promise<string> => {
  await requirePerson(req)
  const id = z.uuid().safeParse(req.routeParams?.id).data
  if (id === undefined) throw refusal('NOT_FOUND')
  const { totalDocs } = await req.payload.count({
    collection: 'vapi-accounts',
    overrideAccess: false,
    req,
    where: { id: { equals: id } },
  })
  if (totalDocs === 0) throw refusal('NOT_FOUND')
  return id
}

const answerRun = async ({ payload }: PayloadRequest, accountID: string): Promise<Response> => {
  const [run] = await readRuns(payload.db.pool, accountID)
  if (run && isActive(run)) runInBackground(payload)
  return Response.json(
    run
      ? { failures: await readFailures(payload.db.pool, run.id), run: shown(run) }
      : { failures: [], run: null },
    { headers: noStore },
  )
}

/**
 * `GET /api/vapi-accounts/:id/run`: how far the latest run at an account is, and which clients it left or failed at.
 * `POST …/run/stop` ends it before the next client.
 */
export const vapiAccountRun: Endpoint[] = [
  {
    handler: async (req) => answerRun(req, await accountOf(req)),
    method: 'get',
    path: '/:id/run',
  },
  {
    handler: async (req) => {
      const id = await accountOf(req)
      await stopRun(req.payload.db.pool, id)
      return answerRun(req, id)
    },
    method: 'post',
    path: '/:id/run/stop',
  },
]
