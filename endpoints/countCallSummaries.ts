import type { Endpoint, PayloadRequest } from 'payload'
import { parseParams } from '../src/payload/operations'
import { countCalls } from '../src/reading/countCalls'

/** Counts the calls that the request's query matches. @returns Payload's `{ totalDocs }` */
export const countFromQuery = async (req: PayloadRequest): Promise<object> => {
  const { search, where } = parseParams(req.query)
  return countCalls({ args: { search, where }, req })
}

/** Payload's count of calls, extended by `search`. */
export const countCallSummaries: Endpoint = {
  handler: async (req) => Response.json(await countFromQuery(req)),
  method: 'get',
  path: '/count',
}
