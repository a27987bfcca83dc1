import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { combineQueries, executeAccess, validateQueryPaths } from '../../payload/operations'
import { refuseFarFilter } from './farFilter'

type FindAllIDs = {
  collection: CollectionSlug
  overrideAccess?: boolean
  req: PayloadRequest
  where: Where
}

/**
 * The ids of all documents that match and that the requesting person may read: the same rules as
 * `payload.find`, which would also make a whole document of each, at 1 ms apiece.
 */
export const findAllIDs = async ({
  collection,
  overrideAccess = false,
  req,
  where,
}: FindAllIDs): Promise<string[]> => {
  const { config } = req.payload.collections[collection]
  const access = overrideAccess || (await executeAccess({ req }, config.access.read))
  refuseFarFilter({ collections: req.payload.collections, fields: config.flattenedFields, where })
  await validateQueryPaths({ collectionConfig: config, overrideAccess, req, where })
  const { docs } = await req.payload.db.find<{ id: string }>({
    collection,
    limit: 0,
    pagination: false,
    req,
    select: { id: true },
    where: combineQueries(where, access),
  })
  return docs.map(({ id }) => id)
}
