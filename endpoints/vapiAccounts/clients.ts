import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../../src/access/byKey'
import { tokenIndex } from '../../src/clients/tokenIndex'
import { refusal } from '../../src/refusals/refusals'
import {
  type Candidate,
  groupsOf,
  marksOf,
  recognise,
} from '../../src/vapiAccount/clients/candidates'
import { findKnown } from '../../src/vapiAccount/clients/findKnown'
import { type Lists, listsOf } from '../../src/vapiAccount/clients/lists'
import { storeClients } from '../../src/vapiAccount/clients/storeClients'
import { jsonBody, requireLogin, requirePermissions } from '../shared/caller'
import { answerProgress } from '../shared/lines'
import { clientOf } from '../shared/oneClient'

const MOST = 200
const MOST_ASSISTANTS = 50

const idSchema = z.string().trim().min(1).max(200)

const clientSchema = z
  .strictObject({
    assistantIDs: z.array(idSchema).max(MOST_ASSISTANTS),
    clientID: z.uuid().optional(),
    email: z
      .string()
      .trim()
      .max(320)
      .transform((text) => text || undefined)
      .optional(),
    name: z.string().trim().min(1).max(200),
    phoneNumberID: idSchema.nullable().default(null),
    timezone: z.string().max(100).optional(),
  })
  .transform(({ clientID, email, timezone, ...client }) => ({
    ...client,
    clientID,
    email,
    timezone,
  }))

const bodySchema = z.strictObject({ clients: z.array(clientSchema).min(1).max(MOST) })

const BODY = `Send a JSON body with “clients”, 1 to ${MOST} objects with “assistantIDs” and “name”.`

const accountOf = async (req: PayloadRequest): Promise<string> => {
  requireLogin(req)
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

const lists = async (req: PayloadRequest, accountID: string): Promise<Lists> => {
  const { payload, searchParams } = req
  const isFresh = searchParams.get('fresh') === 'true'
  const answer = await listsOf({ accountID, isFresh, payload })
  if (!answer) throw refusal('VAPI_NOT_CONNECTED')
  if (!answer.ok) throw refusal('VAPI_PROBLEM', { message: answer.problem.message })
  return answer.value
}

const shown = ({ assistant, clients, key, numbers }: Candidate) => ({
  assistant: assistant && { id: assistant.id, name: assistant.name },
  clients,
  key,
  numbers: numbers.map(({ id, name, number, squadID, workflowID }) => ({
    id,
    isOfOther: squadID !== null || workflowID !== null,
    name,
    number,
  })),
})

const list: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'vapi-accounts.view', 'users.view')
    const accountID = await accountOf(req)
    const { assistants, numbers } = await lists(req, accountID)
    const groups = groupsOf(assistants, numbers)
    const { secret } = req.payload
    const indexOf = (token: string) => tokenIndex({ secret, token })
    const known = await findKnown(req, marksOf(groups, indexOf))
    const candidates = recognise(groups, { accountID, indexOf, known })
    return Response.json(
      { candidates: candidates.map(shown) },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  },
  method: 'get',
  path: '/:id/clients',
}

const create: Endpoint = {
  handler: async (req) => {
    requireLogin(req)
    if (isByKey(req)) throw refusal('NOT_BY_KEY')
    await requirePermissions(req, 'vapi-accounts.view', 'users.add', 'users.change')
    const accountID = await accountOf(req)
    const { clients } = await jsonBody(req, bodySchema, BODY)
    // Staff may not be among them.
    for (const { clientID } of clients) if (clientID !== undefined) await clientOf(req, clientID)
    const all = await lists(req, accountID)
    return answerProgress(req, storeClients({ accountID, clients, lists: all, req }))
  },
  method: 'post',
  path: '/:id/clients',
}

/**
 * `GET /api/vapi-accounts/:id/clients`: the account's assistants and numbers, each with the clients who have it.
 * `POST` with `{clients: [{assistantIDs, phoneNumberID?, name, email?, timezone?, clientID?}]}` makes clients of them, or
 * connects existing ones. Callers that accept NDJSON get a line after each; otherwise the answer has them all.
 */
export const vapiClients: Endpoint[] = [list, create]
