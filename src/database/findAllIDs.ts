import {
  type CollectionSlug,
  isolateObjectProperty,
  type PayloadRequest,
  type Where,
} from 'payload'

declare module 'payload' {
  interface RequestContext {
    /** Set for the system's own reads that need every matching id, beyond the page limit. */
    wholeSelection?: true
  }
}

type FindAllIDs = {
  collection: CollectionSlug
  overrideAccess?: boolean
  req: PayloadRequest
  where: Where
}

/** The ids of all documents that match and that the requesting person may read. */
export const findAllIDs = async ({
  collection,
  overrideAccess = false,
  req,
  where,
}: FindAllIDs): Promise<string[]> => {
  const { docs } = await req.payload.find({
    collection,
    context: { wholeSelection: true },
    depth: 0,
    overrideAccess,
    pagination: false,
    req: isolateObjectProperty(req, 'context'),
    select: {},
    where,
  })
  return docs.map(({ id }) => String(id))
}
