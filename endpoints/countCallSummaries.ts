import type { Endpoint, PayloadRequest } from 'payload'
import { parseParams } from '../src/payload/operations'
import { countCalls } from '../src/reading/countCalls'

/** Counts what a request's query asks for. */
export const countFromQuery = async (req: PayloadRequest): Promise<object> => {
  const { search, where } = parseParams(req.query)
  return countCalls({ args: { search, where }, req })
}

/** Payload's own count of calls, and with it `search`. */
export const countCallSummaries: Endpoint = {
  handler: async (req) => Response.json(await countFromQuery(req)),
  method: 'get',
  path: '/count',
}
