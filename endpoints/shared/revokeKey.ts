import { NotFound, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { manageKeys } from '../../src/access/apiKeys'
import { actorOf } from '../../src/audit/actor'
import { revokeKeyRow } from '../../src/keys/apiKeys'
import type { ApiKey } from '../../src/payload-types'

/**
 * Revokes a key immediately and permanently. Revoking it again changes nothing.
 * @returns the key's document
 * @throws {NotFound} if there is no such key, or the user may not revoke it
 */
export const revokeKey = async (req: PayloadRequest, given: unknown): Promise<ApiKey> => {
  const permitted = await manageKeys(req)
  const id = z.uuid().safeParse(given).data
  if (permitted === false || !id) throw new NotFound(req.t)
  const isIt = { id: { equals: id } }
  const find = () =>
    req.payload.find({
      collection: 'api-keys',
      depth: 0,
      limit: 1,
      overrideAccess: false,
      pagination: false,
      req,
      where: permitted === true ? isIt : { and: [isIt, permitted] },
    })
  const [known] = (await find()).docs
  if (!known) throw new NotFound(req.t)
  await revokeKeyRow({ actor: actorOf(req), id, req })
  const [ended = known] = (await find()).docs
  return ended
}
