import { NotFound, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { holdToBytes, isInOneAnswer, PageBytes } from '../database/lists/pageBytes'
import { combineQueries, findByIDOperation } from '../payload/operations'
import { permitRead } from './permitRead'
import { isOwnRow, type PayloadListArgs, selectOf } from './readList'

type ReadCall = {
  args: Pick<PayloadListArgs, 'depth' | 'draft' | 'joins' | 'populate' | 'select' | 'trash'>
  id: string
  req: PayloadRequest
}

const idSchema = z.guid()
const SLUG = 'call-summaries'

/** Over GraphQL one request may ask for many calls, which come in one answer. */
const held = (req: PayloadRequest): PayloadRequest =>
  isInOneAnswer(req) ? holdToBytes(req, SLUG, new PageBytes(req)) : req

/**
 * Reads one call as Payload's own operation does, a plain one without it, as `readList` reads lists.
 * @throws 404 for a call that there is not, or that somebody may not see
 */
export const readCall = async ({ args, id, req }: ReadCall): Promise<object> => {
  const { select } = args
  const permit = isOwnRow(args) ? await permitRead({ args: { id, select }, req }) : undefined
  if (!permit) {
    const collection = req.payload.collections[SLUG]
    return findByIDOperation<typeof SLUG, false, object>({ ...args, collection, id, req })
  }
  if (!idSchema.safeParse(id).success) throw new NotFound(req.t)
  const { docs } = await req.payload.db.find<object>({
    collection: SLUG,
    limit: 1,
    pagination: false,
    req: held(req),
    select: selectOf(permit),
    where: combineQueries({ id: { equals: id } }, permit.access),
  })
  const [doc] = docs
  if (!doc) throw new NotFound(req.t)
  return doc
}
