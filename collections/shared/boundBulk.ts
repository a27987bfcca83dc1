import type { CollectionBeforeOperationHook, SanitizedConfig, SelectType } from 'payload'
import { refuseFarFilter } from '../../src/database/lists/farFilter'
import { isWhere } from '../../src/lib/values'
import { combineQueries, executeAccess, validateQueryPaths } from '../../src/payload/operations'
import { refusal } from '../../src/refusals/refusals'

/** This many are written before a report that waits for one of them times out. */
const MAX_AT_ONCE = 1_000

/** Fields that are not read before documents are deleted. Payload would decompress all of them in memory. */
const LEFT_OUT: Partial<Record<string, SelectType>> = {
  'call-summaries': { messages: false, structuredData: false, transcript: false },
  'webhook-deliveries': { body: false },
}

const isFew = (limit: unknown): boolean =>
  typeof limit === 'number' && limit > 0 && limit <= MAX_AT_ONCE

/**
 * Refuses to change or delete more documents by a filter than one transaction should. Payload reads all of them
 * into memory, and blocks reports for them until the last one is written.
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
    // Payload refuses this itself.
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

/** Adds it as the first hook to all collections that do not have it yet, including Payload's own. */
export const boundBulks = async (config: Promise<SanitizedConfig>): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) {
    if (!hooks.beforeOperation.includes(boundBulk)) hooks.beforeOperation.unshift(boundBulk)
  }
  return sanitized
}
