import type { CollectionBeforeOperationHook, SanitizedConfig } from 'payload'
import { isHugeFilter, isHugeSort } from '../../src/database/lists/filterSize'
import { refusal } from '../../src/refusals/refusals'

/**
 * Refuses filters and sorts that are so large that building the SQL would take longer than the query. In GraphQL
 * and in posted queries they can be as large as a body.
 */
export const refuseHugeFilter: CollectionBeforeOperationHook = ({ args, overrideAccess }) => {
  if (overrideAccess) return
  const isHuge =
    ('where' in args && isHugeFilter(args.where)) || ('sort' in args && isHugeSort(args.sort))
  if (isHuge) throw refusal('FILTER_TOO_LARGE')
}

/** Adds it as the first hook to all collections, including those that Payload adds. */
export const refuseHugeFilters = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) hooks.beforeOperation.unshift(refuseHugeFilter)
  return sanitized
}
