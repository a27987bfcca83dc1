import type { Endpoint, PayloadRequest } from 'payload'
import { parseParams } from '../src/payload/operations'
import { readCalls } from '../src/reading/readCalls'

/** Reads the list of calls for the request's query. */
export const listFromQuery = async (req: PayloadRequest): Promise<object> => {
  const { before, depth, draft, joins, limit, page, pagination, populate, ...rest } = parseParams(
    req.query,
  )
  const { search, select, sort, trash, updatedSince, where } = rest
  return readCalls({
    args: {
      before,
      depth,
      draft,
      joins,
      limit,
      page,
      pagination,
      populate,
      search,
      select,
      sort,
      trash,
      updatedSince,
      where,
    },
    req,
  })
}

/** Payload's list of calls, extended by `search`, `before`, `updatedSince` and `nextCursor`. */
export const listCallSummaries: Endpoint = {
  handler: async (req) => Response.json(await listFromQuery(req)),
  method: 'get',
  path: '/',
}
