import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../access/byKey'
import { isActive, isStaff } from '../access/roles'
import { sessionOf } from '../accounts/sessionOf'
import { recordOnClient } from '../audit/recordOnClient'
import { refusal } from '../refusals/refusals'
import { maySeeAsClients } from './seeAsClient'
import { VIEW_SECONDS, viewCookie } from './view'

/**
 * Starts to see the portal as a client, for half an hour, and records it in the client's history.
 * @param asked the client's id
 * @returns the `Set-Cookie` header
 * @throws {Refusal} UNAUTHORIZED; NOT_BY_KEY; FORBIDDEN without the rights, also for clients; NOT_FOUND;
 *   CLIENTS_ONLY for staff; CLIENT_INACTIVE
 */
export const startSeeing = async (req: PayloadRequest, asked: unknown): Promise<string> => {
  const { payload, user } = req
  if (!user) throw refusal('UNAUTHORIZED')
  const session = sessionOf(req)
  if (isByKey(req) || session === undefined) throw refusal('NOT_BY_KEY')
  if (!(await maySeeAsClients(req))) throw refusal('FORBIDDEN')
  const id = z.uuid().safeParse(asked).data
  const client =
    id &&
    (await payload.findByID({
      collection: 'users',
      depth: 0,
      disableErrors: true,
      id,
      overrideAccess: false,
      req,
      select: { isActive: true, isStaff: true, isSuperuser: true },
    }))
  if (!client) throw refusal('NOT_FOUND')
  if (client.isStaff || client.isSuperuser) throw refusal('CLIENTS_ONLY')
  if (!isActive(client) || isStaff(client)) throw refusal('CLIENT_INACTIVE')
  await recordOnClient(req, { action: 'seen_as_client', id: client.id })
  const until = Date.now() + VIEW_SECONDS * 1000
  return viewCookie(req, { client: client.id, session, staff: user.id, until })
}
