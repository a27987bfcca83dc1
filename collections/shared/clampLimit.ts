import type { CollectionBeforeOperationHook } from 'payload'
import { clampedLimit } from '../../src/database/lists/pageSize'
import { readsList } from './readsList'

/**
 * Limits pages to 100 documents, whatever `limit` or `pagination` says. Payload has no maximum of its own, and
 * `limit=0` would return everything.
 */
export const clampLimit: CollectionBeforeOperationHook = (operation) => {
  if (!readsList(operation)) return
  const { args } = operation
  return { ...args, limit: clampedLimit('limit' in args ? args.limit : undefined) }
}
