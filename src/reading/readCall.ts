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

/** With GraphQL, one response may contain many calls, so their bytes are counted together. */
const held = (req: PayloadRequest): PayloadRequest =>
  isInOneAnswer(req) ? holdToBytes(req, SLUG, new PageBytes(req)) : req

/**
 * Reads one call like Payload's own operation, or by a quicker way with the same rules, as `readList` does.
 * @throws 404 if there is no such call, or the user may not read it
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
