import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../src/access/byKey'
import { deskMappingOf } from '../src/fields/deskMapping'
import { isTooLargeMapping } from '../src/fields/mappingSize'
import { previewMapping } from '../src/fields/preview/previewMapping'
import { inPreviewTurn } from '../src/fields/preview/turns'
import { readClientMapping } from '../src/fields/stored'
import { refusal } from '../src/refusals/refusals'
import { effectiveMapping } from '../src/vapi/mapping/effective'
import type { ClientMapping, DeskMapping } from '../src/vapi/mapping/mapping'
import { clientMappingSchema, deskMappingSchema } from '../src/vapi/mapping/mapping'
import { jsonBody, requireLogin, requirePermissions } from './shared/caller'
import { clientOf, managedClients } from './shared/oneClient'

const isOfUsualSize = ({ mapping }: { mapping: unknown }) => !isTooLargeMapping(mapping)
const clientBody = z.strictObject({ mapping: clientMappingSchema.nullable() }).refine(isOfUsualSize)
const deskBody = z.strictObject({ mapping: deskMappingSchema.nullable() }).refine(isOfUsualSize)

/** A preview shows what calls contain, so it is for those who may read calls and deliveries, in person. */
const permitContents = async (req: PayloadRequest): Promise<void> => {
  await requirePermissions(req, 'webhook-deliveries.view', 'call-summaries.view')
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
}

type Drafts = { client: ClientMapping | null; clientID: null | string; desk: DeskMapping | null }

/** The currency that a client's own amounts are read with. */
const currencyOf = async (req: PayloadRequest, id: null | string): Promise<null | string> => {
  if (id === null) return null
  const select = { currency: true } as const
  const asked = { collection: 'users', depth: 0, id, overrideAccess: false, req, select } as const
  return (await req.payload.findByID(asked)).currency ?? null
}

const answer = async (req: PayloadRequest, { client, clientID, desk }: Drafts) => {
  const { id } = requireLogin(req)
  const { pool } = req.payload.db
  const currency = await currencyOf(req, clientID)
  const mapping = effectiveMapping({ client, currency, desk, version: '' })
  const preview = await inPreviewTurn(id, (signal) =>
    previewMapping({ clientID, mapping, pool, signal }),
  )
  return Response.json(preview, { headers: { 'Cache-Control': 'no-store' } })
}

/**
 * `POST /api/users/:id/mapping-preview` `{mapping}`: what a client's mapping would read in its last 50 kept reports,
 * as `{calls, paths, reports}`, where `paths` are the places that they have. Nothing is stored. null: only the desk's
 * mapping. A newer preview of the same person takes the place of an older one.
 */
export const clientMappingPreview: Endpoint = {
  handler: async (req) => {
    await managedClients(req)
    await permitContents(req)
    const clientID = await clientOf(req, req.routeParams?.id)
    const { mapping } = await jsonBody(req, clientBody)
    const client = mapping ?? readClientMapping(null)
    return await answer(req, { client, clientID, desk: await deskMappingOf(req.payload) })
  },
  method: 'post',
  path: '/:id/mapping-preview',
}

/** `POST /api/mapping-preview` `{mapping}`: the same for the desk's mapping and the reports of all clients. */
export const deskMappingPreview: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'field-mapping.change')
    await permitContents(req)
    const { mapping } = await jsonBody(req, deskBody)
    return await answer(req, { client: null, clientID: null, desk: mapping })
  },
  method: 'post',
  path: '/mapping-preview',
}
