import type { PayloadRequest } from 'payload'
import { isActive, isStaff } from '../access/roles'
import { isolateObjectProperty } from '../payload/operations'
import { seeAsClient } from './seeAsClient'

/**
 * The request with the client as its user whose portal is read: the signed-in one, or the one whom staff see the
 * portal as. Only for addresses of the portal that answer GET, such as the one that says whether there are new
 * calls. Everywhere else in the API, staff are staff.
 * @returns null if no client is signed in or seen
 */
export const portalReader = async (req: PayloadRequest): Promise<null | PayloadRequest> => {
  if (isActive(req.user) && !isStaff(req.user)) return req
  const seeing = await seeAsClient({ req })
  if (!seeing) return null
  const reader = isolateObjectProperty(req, 'user')
  reader.user = seeing.client
  return reader
}
