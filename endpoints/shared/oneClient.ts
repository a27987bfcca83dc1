import type { PayloadRequest } from 'payload'
import type { z } from 'zod'
import { isByKey } from '../../src/access/byKey'
import { manageClients } from '../../src/access/users'
import { REFUSALS, refuse } from './answer'
import { selectedIDs } from './selection'

const BY_KEY = { message: 'Not with an API key: sign in with a password.', status: 403 }

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
  const permitted = await manageClients(req)
  if (permitted === false) return { refusal: refuse(REFUSALS.forbidden) }
  if (isByKey(req)) return { refusal: refuse(BY_KEY) }
  const body = schema.safeParse(await req.json?.().catch(() => null)).data
  if (!body) return { refusal: refuse({ message: 'The body is not understood.', status: 400 }) }
  const selection = { ids: [body.id] }
  const [found] = await selectedIDs({ collection: 'users', permitted, req, selection })
  return found ? { body } : { refusal: refuse(REFUSALS.notFound) }
}
