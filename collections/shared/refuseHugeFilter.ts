import type { CollectionBeforeOperationHook, SanitizedConfig } from 'payload'
import { isHugeFilter, isHugeSort } from '../../src/database/lists/filterSize'
import { refusal } from '../../src/refusals/refusals'

/**
 * Refuses filters and orders that take longer to make into SQL than anything they could find: over GraphQL, or
 * posted, they are as long as a body may be.
 */
export const refuseHugeFilter: CollectionBeforeOperationHook = ({ args, overrideAccess }) => {
  if (overrideAccess) return
  const isHuge =
    ('where' in args && isHugeFilter(args.where)) || ('sort' in args && isHugeSort(args.sort))
  if (isHuge) throw refusal('FILTER_TOO_LARGE')
}

/** Puts it before all else, into every collection, also into those that Payload adds by itself. */
export const refuseHugeFilters = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) hooks.beforeOperation.unshift(refuseHugeFilter)
  return sanitized
}
