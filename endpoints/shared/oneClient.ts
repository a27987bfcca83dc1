import type { PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { isByKey } from '../../src/access/byKey'
import { manageClients, STAFF } from '../../src/access/users'
import { refusal } from '../../src/refusals/refusals'
import { jsonBody, requireLogin } from './caller'
import { selectedIDs } from './selection'

/**
 * The filter of clients that the signed-in user may manage.
 * @throws {Refusal} UNAUTHORIZED, FORBIDDEN
 */
export const managedClients = async (req: PayloadRequest): Promise<Where> => {
  requireLogin(req)
  const permitted = await manageClients(req)
  if (permitted === false) throw refusal('FORBIDDEN')
  return permitted
}

/**
 * The id of the client that an action is for, if the signed-in user may read and change it.
 * @throws {Refusal} UNAUTHORIZED, FORBIDDEN, NOT_FOUND, or CLIENTS_ONLY if it is staff whom the user may read
 */
export const clientOf = async (req: PayloadRequest, asked: unknown): Promise<string> => {
  const permitted = await managedClients(req)
  const id = z.uuid().safeParse(asked).data
  if (id === undefined) throw refusal('NOT_FOUND')
  const find = async (among: Where) =>
    (await selectedIDs({ collection: 'users', permitted: among, req, selection: { ids: [id] } }))[0]
  const found = await find(permitted)
  if (found) return found
  throw refusal((await find(STAFF)) ? 'CLIENTS_ONLY' : 'NOT_FOUND')
}

/**
 * The body of an action on one client, which the signed-in user has to be allowed to read and change. Not by an
 * API key.
 * @param schema the schema of the body, with the client's `id`
 * @throws {Refusal} as `clientOf`, and NOT_BY_KEY, BODY_INVALID
 */
export const bodyForClient = async <Body extends { id: string }>(
  req: PayloadRequest,
  schema: z.ZodType<Body>,
): Promise<Body> => {
  await managedClients(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
  const body = await jsonBody(req, schema)
  await clientOf(req, body.id)
  return body
}
