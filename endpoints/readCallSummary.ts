import { type Endpoint, parseParams } from 'payload'
import { readCall } from '../src/reading/readCall'

/** Payload's own answer of one call, sooner. */
export const readCallSummary: Endpoint = {
  handler: async (req) => {
    const { depth, draft, joins, populate, select, trash } = parseParams(req.query)
    const args = { depth, draft, joins, populate, select, trash }
    return Response.json(await readCall({ args, id: String(req.routeParams?.id), req }))
  },
  method: 'get',
  path: '/:id',
}
