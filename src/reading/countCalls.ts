import type { PayloadRequest } from 'payload'
import { combineQueries, countOperation } from '../payload/operations'
import { permitRead } from './permitRead'
import type { PayloadListArgs } from './readList'
import { withSearch } from './search'

type CountCalls = {
  args: Pick<PayloadListArgs, 'where'> & { search?: unknown }
  req: PayloadRequest
}

const SLUG = 'call-summaries'

/** Counts calls like Payload's own operation, with `search` in addition. */
export const countCalls = async ({ args, req }: CountCalls): Promise<{ totalDocs: number }> => {
  const where = withSearch(args)
  const permit = await permitRead({ args: { where }, operation: 'count', req })
  if (!permit) {
    const collection = req.payload.collections[SLUG]
    return countOperation({ collection, req, ...(where ? { where } : {}) })
  }
  return req.payload.db.count({
    collection: SLUG,
    req,
    where: combineQueries(permit.where ?? {}, permit.access),
  })
}
