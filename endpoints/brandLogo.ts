import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../src/access/byKey'
import { isSuperuser } from '../src/access/roles'
import { bulkEntry } from '../src/audit/bulkEntry'
import { logoURL, SCHEMES, type Scheme, versionOf } from '../src/brands/addresses'
import { removeLogo, storeLogo } from '../src/brands/logos'
import { MAX_LOGO_BYTES, readLogo } from '../src/brands/readLogo'
import { refusal } from '../src/refusals/refusals'
import { requireLogin } from './shared/caller'
import { readBytes } from './shared/readBytes'

const paramsSchema = z.object({ id: z.uuid(), scheme: z.enum(SCHEMES) })

type Target = { brandID: string; scheme: Scheme }

/**
 * The logo that a request is about, if its user may change brands.
 * @throws {Refusal} UNAUTHORIZED, FORBIDDEN, NOT_BY_KEY, NOT_FOUND
 */
const targetOf = (req: PayloadRequest): Target => {
  requireLogin(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
  if (!isSuperuser(req.user)) throw refusal('FORBIDDEN')
  const read = paramsSchema.safeParse(req.routeParams).data
  if (!read) throw refusal('NOT_FOUND')
  return { brandID: read.id, scheme: read.scheme }
}

const entryBy = (req: PayloadRequest) =>
  bulkEntry({ action: 'changed', collection: 'brands', count: 1, req })

/** `POST /api/brands/:id/logo/:scheme` with the file as body: replaces a logo. Superusers, in person. */
const upload: Endpoint = {
  handler: async (req) => {
    const target = targetOf(req)
    const logo = readLogo(await readBytes(req, MAX_LOGO_BYTES))
    if (!logo) throw refusal('LOGO_INVALID')
    const { drizzle } = req.payload.db
    const isStored = await storeLogo(drizzle, { ...target, entry: entryBy(req), logo })
    if (!isStored) throw refusal('NOT_FOUND')
    const { height, type, width } = logo
    const url = logoURL({ ...target, id: target.brandID, version: versionOf(logo.bytes) })
    return Response.json({ height, type, url, width })
  },
  method: 'post',
  path: '/:id/logo/:scheme',
}

/** `DELETE /api/brands/:id/logo/:scheme`: removes a logo. Removing it again changes nothing. */
const remove: Endpoint = {
  handler: async (req) => {
    const target = targetOf(req)
    const { drizzle } = req.payload.db
    return Response.json({ removed: await removeLogo(drizzle, { ...target, entry: entryBy(req) }) })
  },
  method: 'delete',
  path: '/:id/logo/:scheme',
}

/** The logos of a brand, for the admin. */
export const brandLogo: Endpoint[] = [upload, remove]
