import type { Endpoint, PayloadRequest } from 'payload'
import { parseParams } from '../src/payload/operations'
import { readCall } from '../src/reading/readCall'

/** Reads the call of a request's path, as its query asks for. */
export const oneFromQuery = async (req: PayloadRequest): Promise<object> => {
  const { depth, draft, joins, populate, select, trash } = parseParams(req.query)
  const args = { depth, draft, joins, populate, select, trash }
  return readCall({ args, id: String(req.routeParams?.id), req })
}

/** Payload's own answer of one call, sooner. */
export const readCallSummary: Endpoint = {
  handler: async (req) => Response.json(await oneFromQuery(req)),
  method: 'get',
  path: '/:id',
}
