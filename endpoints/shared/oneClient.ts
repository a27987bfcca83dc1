import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../../src/access/byKey'
import { manageClients, STAFF } from '../../src/access/users'
import { refuseWith } from '../../src/refusals/refusals'
import { REFUSALS, refuse } from './answer'
import { selectedIDs } from './selection'

type Found = { id: string } | { refusal: Response }

/**
 * The one client that an action is for, if the person signed in may read and change it.
 * @returns its id, or why not: staff are refused as what they are to those who may read them
 */
export const oneClient = async (req: PayloadRequest, asked: unknown): Promise<Found> => {
  const permitted = await manageClients(req)
  if (permitted === false) return { refusal: refuse(REFUSALS.forbidden) }
  const id = z.uuid().safeParse(asked).data
  if (id === undefined) return { refusal: refuse(REFUSALS.notFound) }
  const selection = { ids: [id] }
  const [found] = await selectedIDs({ collection: 'users', permitted, req, selection })
  if (found) return { id: found }
  const [staff] = await selectedIDs({ collection: 'users', permitted: STAFF, req, selection })
  return { refusal: staff ? refuseWith('CLIENTS_ONLY') : refuse(REFUSALS.notFound) }
}

/**
 * Reads the body of an action on one client, and who it is for: a client that the person signed in may
 * read and change. Not by an API key.
 * @param schema of the body; `id` names the client
 * @returns the body, or why not
 */
export const bodyForClient = async <Body extends { id: string }>(
  req: PayloadRequest,
  schema: z.ZodType<Body>,
): Promise<{ body: Body } | { refusal: Response }> => {
  if (!req.user) return { refusal: refuse(REFUSALS.signIn) }
  if ((await manageClients(req)) === false) return { refusal: refuse(REFUSALS.forbidden) }
  if (isByKey(req)) return { refusal: refuseWith('NOT_BY_KEY') }
  const body = schema.safeParse(await req.json?.().catch(() => null)).data
  if (!body) return { refusal: refuse({ message: 'The body is not understood.', status: 400 }) }
  const client = await oneClient(req, body.id)
  return 'refusal' in client ? client : { body }
}
