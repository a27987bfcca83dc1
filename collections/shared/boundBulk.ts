import type { CollectionBeforeOperationHook, SanitizedConfig, SelectType } from 'payload'
import { refuseFarFilter } from '../../src/database/lists/farFilter'
import { isWhere } from '../../src/lib/values'
import { combineQueries, executeAccess, validateQueryPaths } from '../../src/payload/operations'
import { refusal } from '../../src/refusals/refusals'

/** So many are written within the time that a report of one of them can wait for. */
const MAX_AT_ONCE = 1_000

/** What is read of documents before they are deleted: Payload would unpack all that they hold, of all at once. */
const LEFT_OUT: Partial<Record<string, SelectType>> = {
  'call-summaries': { messages: false, structuredData: false, transcript: false },
  'webhook-deliveries': { body: false },
}

const isFew = (limit: unknown): boolean =>
  typeof limit === 'number' && limit > 0 && limit <= MAX_AT_ONCE

/**
 * Refuses to change or delete more documents by a filter than one transaction can hold. Payload reads all of
 * them into memory, and keeps them from being reported until the last one is written.
 */
export const boundBulk: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if ((operation !== 'update' && operation !== 'delete') || overrideAccess) return args
  if (('id' in args && args.id !== undefined) || !('where' in args) || !isWhere(args.where)) {
    return args
  }
  const { where } = args
  if (!('limit' in args && isFew(args.limit))) {
    const access = await executeAccess({ disableErrors: true, req }, collection.access[operation])
    // Payload says so.
    if (!access) return args
    const { collections, db } = req.payload
    refuseFarFilter({ collections, fields: collection.flattenedFields, where })
    await validateQueryPaths({ collectionConfig: collection, overrideAccess: false, req, where })
    const { docs } = await db.find({
      collection: collection.slug,
      limit: MAX_AT_ONCE + 1,
      pagination: false,
      req,
      select: { id: true },
      where: combineQueries(where, access),
    })
    if (docs.length > MAX_AT_ONCE) throw refusal('TOO_MANY_DOCUMENTS')
  }
  const leftOut = operation === 'delete' ? LEFT_OUT[collection.slug] : undefined
  return leftOut && !('select' in args && args.select) ? { ...args, select: leftOut } : args
}

/** Puts it before the other hooks of every collection that does not say where, also of Payload's own. */
export const boundBulks = async (config: Promise<SanitizedConfig>): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) {
    if (!hooks.beforeOperation.includes(boundBulk)) hooks.beforeOperation.unshift(boundBulk)
  }
  return sanitized
}
