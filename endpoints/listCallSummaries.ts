import { type Endpoint, parseParams } from 'payload'
import { readCalls } from '../src/reading/readCalls'

/** Payload's own list of calls, and with it `search`, `before`, `updatedSince` and `nextCursor`. */
export const listCallSummaries: Endpoint = {
  handler: async (req) => {
    const { before, depth, draft, joins, limit, page, pagination, populate, ...rest } = parseParams(
      req.query,
    )
    const { search, select, sort, trash, updatedSince, where } = rest
    const list = await readCalls({
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
    return Response.json(list)
  },
  method: 'get',
  path: '/',
}
