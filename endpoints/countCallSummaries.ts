import { type Endpoint, parseParams } from 'payload'
import { countCalls } from '../src/reading/countCalls'

/** Payload's own count of calls, and with it `search`. */
export const countCallSummaries: Endpoint = {
  handler: async (req) => {
    const { search, where } = parseParams(req.query)
    return Response.json(await countCalls({ args: { search, where }, req }))
  },
  method: 'get',
  path: '/count',
}
