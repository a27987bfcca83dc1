import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../../src/access/byKey'
import { actorOf } from '../../src/audit/actor'
import { readClientLabels } from '../../src/clients/names'
import type { VapiAccount } from '../../src/payload-types'
import { refusal } from '../../src/refusals/refusals'
import { estimateOf } from '../../src/vapiAccount/history/counts'
import { historyInBackground } from '../../src/vapiAccount/history/inBackground'

import {
  type HistoryRun,
  isActive,
  readRun,
  startRun,
  stopRun,
} from '../../src/vapiAccount/history/runs'
import { windowFrom } from '../../src/vapiAccount/history/windowOf'
import { jsonBody, requireLogin, requirePermissions } from '../shared/caller'
import { clientOf } from '../shared/oneClient'

const MOST_DATES = 5_000

const dateSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((date) => date.getTime() <= Date.now(), 'is in the future')

const startSchema = z.strictObject({
  clientID: z.uuid().optional(),
  dryRun: z.boolean().default(false),
  from: dateSchema.optional(),
  /** By client: earlier calls are not theirs. */
  froms: z
    .record(z.uuid(), dateSchema)
    .refine((froms) => Object.keys(froms).length <= MOST_DATES)
    .default({}),
})

const stopSchema = z.strictObject({ clientID: z.uuid().optional() })

const BODY = 'Send a JSON body with “dryRun”, and optionally “clientID”, “from” and “froms”.'

/** Whose calls: those of one client, or of all clients of the account (null). */
type Scope = { account: VapiAccount; clientID: null | string }

const accountOf = async (req: PayloadRequest): Promise<VapiAccount> => {
  requireLogin(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
  await requirePermissions(req, 'vapi-accounts.view', 'users.change', 'call-summaries.change')
  const id = z.uuid().safeParse(req.routeParams?.id).data
  if (id === undefined) throw refusal('NOT_FOUND')
  const { docs } = await req.payload.find({
    collection: 'vapi-accounts',
    depth: 0,
    limit: 1,
    overrideAccess: false,
    pagination: false,
    req,
    where: { id: { equals: id } },
  })
  const [account] = docs
  if (!account) throw refusal('NOT_FOUND')
  return account
}

/** @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, FORBIDDEN, NOT_FOUND, CLIENTS_ONLY */
const scopeOf = async (
  req: PayloadRequest,
  account: VapiAccount,
  asked: string | undefined,
): Promise<Scope> => {
  if (asked === undefined) return { account, clientID: null }
  const id = await clientOf(req, asked)
  const client = await req.payload.findByID({
    collection: 'users',
    depth: 0,
    id,
    overrideAccess: false,
    req,
  })
  if (client.vapiAccount !== account.id) {
    throw refusal('NOT_FOUND', { message: 'This client is not connected to this Vapi account.' })
  }
  return { account, clientID: id }
}

const ofClients = async ({ payload }: PayloadRequest, { counts }: HistoryRun) => {
  const labels = await readClientLabels(payload.db.pool, Object.keys(counts.clients))
  return Object.entries(counts.clients).flatMap(([id, of]) => {
    const label = labels.get(id)
    return label === undefined ? [] : [{ ...of, id, label }]
  })
}

/** How much of the time that it goes over a run has done, from 0 to 1. */
const shareOf = ({ fromAt, place, startedAt, state }: HistoryRun): number => {
  if (state === 'done') return 1
  const whole = startedAt.getTime() - fromAt.getTime()
  const done = startedAt.getTime() - place.at.getTime()
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, done / whole))
}

const shownRun = async (req: PayloadRequest, run: HistoryRun) => {
  const { actor, counts, endedAt, expected, fromAt, id, isDryRun, problem, startedAt, state } = run
  const { clients: _, ...numbers } = counts
  return {
    clients: await ofClients(req, run),
    counts: numbers,
    dryRun: isDryRun,
    endedAt,
    estimate: estimateOf(counts),
    expected,
    from: fromAt,
    id,
    place: run.place.at,
    problem,
    share: shareOf(run),
    startedAt,
    startedBy: actor.actorLabel,
    state,
  }
}

/** The latest run over these calls, and whether one over others of the account keeps a new one from being started. */
const answerState = async (
  req: PayloadRequest,
  { account, clientID }: Scope,
  status = 200,
): Promise<Response> => {
  const { payload } = req
  const run = await readRun(payload.db.pool, account.id)
  const isIt = run?.clientID === clientID
  if (run && isActive(run)) historyInBackground(payload)
  return Response.json(
    {
      otherIsRunning: run !== null && !isIt && isActive(run),
      retentionDays: account.retentionDays ?? null,
      run: run && isIt ? await shownRun(req, run) : null,
    },
    { headers: { 'Cache-Control': 'no-store' }, status },
  )
}

const start = async (req: PayloadRequest): Promise<Response> => {
  const account = await accountOf(req)
  const { clientID: asked, dryRun, from, froms } = await jsonBody(req, startSchema, BODY)
  const scope = await scopeOf(req, account, asked)
  const askedFrom = from ?? null
  const now = new Date()
  const run = await startRun({
    accountID: account.id,
    actor: actorOf(req),
    askedFrom,
    clientID: scope.clientID,
    fromAt: windowFrom({ askedFrom, now, retentionDays: account.retentionDays ?? null }),
    froms: Object.fromEntries(Object.entries(froms).map(([id, date]) => [id, date.toISOString()])),
    isDryRun: dryRun,
    pool: req.payload.db.pool,
  })
  if (!run) throw refusal('IMPORT_RUNNING')
  return answerState(req, scope, 202)
}

const state = async (req: PayloadRequest): Promise<Response> => {
  const account = await accountOf(req)
  const asked = z.uuid().optional().safeParse(req.query.client)
  if (!asked.success) throw refusal('NOT_FOUND')
  return answerState(req, await scopeOf(req, account, asked.data))
}

const stop = async (req: PayloadRequest): Promise<Response> => {
  const account = await accountOf(req)
  const { clientID: asked } = await jsonBody(req, stopSchema)
  const scope = await scopeOf(req, account, asked)
  await stopRun(req.payload.db.pool, { accountID: account.id, clientID: scope.clientID })
  return answerState(req, scope)
}

/**
 * `POST /api/vapi-accounts/:id/history` `{clientID?, from?, froms?, dryRun}` imports the past calls of one client or of
 * all clients of the account in the background, or counts what an import would bring. `GET` says how far it is, and
 * `POST …/stop` ends it.
 */
export const vapiHistory: Endpoint[] = [
  { handler: start, method: 'post', path: '/:id/history' },
  { handler: state, method: 'get', path: '/:id/history' },
  { handler: stop, method: 'post', path: '/:id/history/stop' },
]
