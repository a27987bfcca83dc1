import { countOperation, type Endpoint, parseParams } from 'payload'
import { withSearch } from '../src/reading/search'

/** Payload's own count of calls, and with it `search`. */
export const countCallSummaries: Endpoint = {
  handler: async (req) => {
    const { where } = parseParams(req.query)
    const collection = req.payload.collections['call-summaries']
    const asked = withSearch({ search: req.query.search, where })
    return Response.json(await countOperation({ collection, req, where: asked }))
  },
  method: 'get',
  path: '/count',
}
