import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { actorOf } from '../../src/audit/actor'
import { refusal } from '../../src/refusals/refusals'
import { disconnectClient } from '../../src/vapiAccount/setup/disconnectClient'
import { readPlan } from '../../src/vapiAccount/setup/plan'
import { readSetupView } from '../../src/vapiAccount/setup/readState'
import { setClient } from '../../src/vapiAccount/setup/setClient'
import { jsonBody } from '../shared/caller'
import { clientOf } from '../shared/oneClient'
import { refuseProblem, requireAddress, requirePerson } from './permitted'

const MOST_ASSISTANTS = 51

const assistantID = z.string().trim().min(1).max(200)
const setSchema = z.strictObject({
  assistants: z
    .array(z.strictObject({ id: assistantID, seen: z.string().length(64) }))
    .min(1)
    .max(MOST_ASSISTANTS),
  credentialID: z.string().trim().min(1).max(200).optional(),
})
const disconnectSchema = z.strictObject({ assistantID: assistantID.optional() })

const answer = (body: object): Response =>
  Response.json(body, { headers: { 'Cache-Control': 'no-store' } })

const clientFor = async (req: PayloadRequest): Promise<string> => {
  await requirePerson(req)
  return clientOf(req, req.routeParams?.id)
}

/** A browser that leaves must not leave a write half-way. */
const untilDone = () => new AbortController().signal

const show: Endpoint = {
  handler: async (req) => {
    const id = await clientFor(req)
    const { payload } = req
    const view = await readSetupView(payload, id)
    if (!view) throw refusal('NOT_FOUND')
    if (req.query.plan !== 'true') return answer({ ...view, ownServer: null, plans: null })
    const signal = req.signal ?? untilDone()
    const planned = await readPlan(payload, id, signal)
    if ('problem' in planned) throw refuseProblem(planned.problem)
    return answer({ ...view, ...planned })
  },
  method: 'get',
  path: '/:id/vapi-setup',
}

const set: Endpoint = {
  handler: async (req) => {
    const clientID = await clientFor(req)
    const message =
      'Send a JSON body with “assistants”: each with its “id”, and “seen” of its plan.'
    const { assistants, credentialID } = await jsonBody(req, setSchema, message)
    requireAddress(req)
    const result = await setClient({
      actor: actorOf(req),
      clientID,
      credentialID: credentialID ?? null,
      forPerson: true,
      payload: req.payload,
      seen: Object.fromEntries(assistants.map(({ id, seen }) => [id, seen])),
      signal: untilDone(),
      takesOver: false,
    })
    if ('problem' in result) throw refuseProblem(result.problem.code)
    return answer(result)
  },
  method: 'post',
  path: '/:id/vapi-setup',
}

const disconnect: Endpoint = {
  handler: async (req) => {
    const clientID = await clientFor(req)
    const { assistantID: only } = await jsonBody(req, disconnectSchema)
    const result = await disconnectClient({
      actor: actorOf(req),
      assistantID: only,
      clientID,
      forPerson: true,
      payload: req.payload,
      signal: untilDone(),
    })
    if ('problem' in result) throw refuseProblem(result.problem.code)
    return answer(result)
  },
  method: 'post',
  path: '/:id/vapi-setup/disconnect',
}

/**
 * `GET /api/users/:id/vapi-setup`: what the desk set for a client at Vapi, and what is not so any more; with
 * `?plan=true` also what setting it would change there. `POST` `{assistants: [{id, seen}], credentialID?}` sets the
 * webhook of assistants as their plans were seen, and answers what came of each. `POST …/disconnect`
 * `{assistantID?}` puts back what stood there.
 */
export const clientVapiSetup: Endpoint[] = [show, set, disconnect]
