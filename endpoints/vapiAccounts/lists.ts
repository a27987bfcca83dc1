import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { holds } from '../../src/access/holds'
import { refusal } from '../../src/refusals/refusals'
import {
  rememberedAssistants,
  rememberedNumbers,
} from '../../src/vapiAccount/accounts/rememberedLists'
import { readTaken, type TakenBy } from '../../src/vapiAccount/accounts/takenBy'
import type { Answer } from '../../src/vapiAccount/api/answer'
import { requirePermissions } from '../shared/caller'

type Asked = { accountID: string; isFresh: boolean; maySeeClients: boolean }

const askedOf = async (req: PayloadRequest): Promise<Asked> => {
  await requirePermissions(req, 'vapi-accounts.view')
  const accountID = z.uuid().safeParse(req.routeParams?.id).data
  const isThere =
    accountID !== undefined &&
    (await req.payload.count({
      collection: 'vapi-accounts',
      overrideAccess: false,
      req,
      where: { id: { equals: accountID } },
    }))
  if (accountID === undefined || !isThere || isThere.totalDocs === 0) throw refusal('NOT_FOUND')
  return {
    accountID,
    isFresh: req.searchParams.get('fresh') === 'true',
    maySeeClients: await holds(req, 'users.view'),
  }
}

const answerWith = <Row extends { id: string; serverURL: null | string }>(
  answer: Answer<Row[]> | null,
  taken: ReadonlyMap<string, TakenBy>,
  { maySeeClients }: Asked,
): Response => {
  if (answer === null) throw refusal('VAPI_NOT_CONNECTED')
  if (!answer.ok) throw refusal('VAPI_PROBLEM', { message: answer.problem.message })
  const docs = answer.value.map(({ serverURL: _, ...row }) => ({
    ...row,
    client: (maySeeClients && taken.get(row.id)) || null,
    isTaken: taken.has(row.id),
  }))
  return Response.json({ docs }, { headers: { 'Cache-Control': 'no-store' } })
}

/**
 * `GET /api/vapi-accounts/:id/assistants`: the account's assistants by name, as they were within a minute, or now with
 * `?fresh=true`. Each with the client that has it, for those who may see clients.
 */
const assistants: Endpoint = {
  handler: async (req) => {
    const asked = await askedOf(req)
    const { payload } = req
    const answer = await rememberedAssistants({ ...asked, payload })
    const taken = await readTaken(payload.db.pool, asked.accountID)
    return answerWith(answer, taken.assistants, asked)
  },
  method: 'get',
  path: '/:id/assistants',
}

/** `GET /api/vapi-accounts/:id/numbers`: the same for the account's phone numbers. */
const numbers: Endpoint = {
  handler: async (req) => {
    const asked = await askedOf(req)
    const { payload } = req
    const answer = await rememberedNumbers({ ...asked, payload })
    const taken = await readTaken(payload.db.pool, asked.accountID)
    return answerWith(answer, taken.numbers, asked)
  },
  method: 'get',
  path: '/:id/numbers',
}

export const vapiLists: Endpoint[] = [assistants, numbers]
